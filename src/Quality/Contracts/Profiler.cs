using Phusa.Catalog.Contracts;
using Phusa.Quality.Profiles;
using Phusa.Warehouse.Contracts;
using Phusa.Warehouse.DuckDb;

namespace Phusa.Quality.Contracts;

/// <summary>
/// Profiles a version: two passes over all columns for its figures and histograms, then one short pass a column for
/// its most frequent values.
/// </summary>
public sealed class Profiler(Lake lake, Datasets datasets, Profiles profiles, TimeProvider clock)
{
    /// <summary>Profiles the version and keeps it; a version is profiled once.</summary>
    public async Task<Profile> RunAsync(DatasetVersion version, CancellationToken cancellation)
    {
        if (await profiles.FindAsync(version.DatasetId, version.Number, cancellation) is { } known)
        {
            return known;
        }
        var contract = await datasets.ContractAsync(version.DatasetId, version.ContractVersion, cancellation);
        var profile = await Task.Factory.StartNew(
            () => Measure(contract, version, cancellation), cancellation, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        await profiles.SaveAsync(version.DatasetId, version.Number, profile, clock.GetUtcNow(), cancellation);
        return profile;
    }

    /// <summary>Profiles any rows with typed columns for these fields.</summary>
    public static Profile Of(DuckConnection connection, IReadOnlyList<Field> fields, string rows) =>
        new ProfileRun(connection, [.. fields.Select(field => new ProfiledColumn(field))], rows).Run();

    private Profile Measure(DataContract contract, DatasetVersion version, CancellationToken cancellation)
    {
        if (version.Files.Count == 0)
        {
            return new(0, []);
        }
        using var database = DuckDatabase.Open(null, new Dictionary<string, string> { ["memory_limit"] = "800MB" });
        using var connection = database.Connect();
        using var interrupt = connection.Use(cancellation);
        var rows = VersionSql.Of(lake, version);
        var there = connection.Describe($"select * from {rows}").Select(column => column.Name).ToHashSet();
        return Of(connection, [.. contract.Fields.Where(field => there.Contains(field.Name))], rows);
    }
}
