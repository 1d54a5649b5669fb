using Phusa.Catalog.Contracts;
using Phusa.Kernel.Outcomes;
using Phusa.OpenData.Access;
using Phusa.OpenData.Rows;
using Phusa.Security.Contracts;
using Phusa.Warehouse.Contracts;

namespace Phusa.OpenData.Why;

/// <summary>What is asked about and every station on its way.</summary>
internal sealed record WhyAnswer(Sight Sight, long Version, string? Key, IReadOnlyList<WhyStation> Stations);

/// <summary>
/// Answers "why?": from a version or a row back to its load, source file and line, contract, checks and agency, and on
/// to where it is used. Each module tells of its own part.
/// </summary>
internal sealed class AskWhy(
    Sights sights, Versions versions, ReadRows rows, RowOrigins origins, IEnumerable<IWhyStation> reaches)
{
    /// <param name="version">Null asks about the served one.</param>
    public async Task<Outcome<WhyAnswer>> VersionAsync(
        string name, long? version, Caller caller, CancellationToken cancellation)
    {
        if (await sights.FindAsync(name, caller, cancellation) is not { } described)
        {
            return ApiMissing.Dataset(name);
        }
        var found = await FindAsync(described, version, cancellation);
        return found is null
            ? ApiMissing.Version(name, version)
            : await WalkAsync(described, found, found.LoadId, null, null, caller, cancellation);
    }

    /// <summary>Only who may read the row may ask about it: it is read first, by its key, as any other reader would.</summary>
    public async Task<Outcome<WhyAnswer>> RowAsync(
        string name, long? version, IReadOnlyList<string> key, Caller caller, CancellationToken cancellation)
    {
        var found = await FindRowAsync(name, version, key, caller, cancellation);
        return found.Value is { } row ? await AboutAsync(row, key, caller, cancellation)
            : found.IsMissing ? new Missing(found.Problems[0]) : new Refusal(found.Problems);
    }

    /// <summary>About a row that the caller was just given.</summary>
    public async Task<Outcome<WhyAnswer>> AboutAsync(
        ReadyRows row, IReadOnlyList<string> key, Caller caller, CancellationToken cancellation)
    {
        var origin = await origins.FindAsync(row.Version, row.Sight.Contract, key, cancellation);
        return origin is null
            ? ApiMissing.Row(row.Sight.Dataset.Name, RowKey.Text(key))
            : await WalkAsync(
                row.Sight, row.Version, origin.Load, RowKey.Text(key), origin.Record, caller, cancellation);
    }

    private async Task<Outcome<ReadyRows>> FindRowAsync(
        string name, long? version, IReadOnlyList<string> key, Caller caller, CancellationToken cancellation)
    {
        var all = await rows.PrepareAsync(name, caller, new Query { AsOf = version }, RowFormat.Json, cancellation);
        if (all.Value is not { } seen)
        {
            return all;
        }
        var fields = seen.Sight.Contract.Key;
        if (fields.Count == 0 || fields.Count != key.Count)
        {
            return ApiMissing.Row(name, RowKey.Text(key));
        }
        var reading = ReadRows.ByKey(seen.Sight.Contract, key);
        reading = reading with { Query = reading.Query with { AsOf = seen.Version.Number, Fields = [fields[0].Name] } };
        var one = await rows.PrepareAsync(name, caller, reading, RowFormat.Json, cancellation);
        return one.Value is not { } ready ? one
            : (await rows.PageAsync(ready, RowKey.Text(key), cancellation)).Rows.Count > 0 ? ready
            : ApiMissing.Row(name, RowKey.Text(key));
    }

    private async Task<WhyAnswer> WalkAsync(
        Sight described, DatasetVersion version, Guid load, string? key, long? record, Caller caller,
        CancellationToken cancellation)
    {
        var sight = await sights.OfAsync(described.Dataset, version.ContractVersion, caller, cancellation);
        var subject = new WhySubject(sight.Dataset, sight.Contract, version.Number, load, key, record);
        var stations = new List<WhyStation>();
        foreach (var reach in reaches)
        {
            stations.AddRange(await reach.OfAsync(subject, cancellation));
        }
        return new(sight, version.Number, key, [.. stations.OrderBy(station => station.Reach)]);
    }

    private Task<DatasetVersion?> FindAsync(Sight sight, long? version, CancellationToken cancellation) =>
        version is { } number
            ? versions.FindAsync(sight.Dataset.Id, number, cancellation)
            : versions.CurrentAsync(sight.Dataset.Id, cancellation);
}
