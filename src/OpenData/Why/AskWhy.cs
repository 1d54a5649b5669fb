using Phusa.Catalog.Contracts;
using Phusa.Kernel.Outcomes;
using Phusa.OpenData.Access;
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
    Sights sights, Versions versions, RowOrigins origins, IEnumerable<IWhyStation> reaches)
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

    /// <summary>Only who may read the row may ask about it.</summary>
    public async Task<Outcome<WhyAnswer>> RowAsync(
        string name, long? version, IReadOnlyList<string> key, Caller caller, CancellationToken cancellation)
    {
        if (await sights.FindAsync(name, caller, cancellation) is not { } described)
        {
            return ApiMissing.Dataset(name);
        }
        if (!described.Decision.Allowed || described.Decision.RowAgencyFilter is not null)
        {
            return new Refusal(new Problem("", ProblemCodes.RowsRefused, described.Decision.Reason));
        }
        if (await FindAsync(described, version, cancellation) is not { } found)
        {
            return ApiMissing.Version(name, version);
        }
        var sight = await sights.OfAsync(described.Dataset, found.ContractVersion, caller, cancellation);
        var origin = await origins.FindAsync(found, sight.Contract, key, cancellation);
        return origin is null
            ? ApiMissing.Row(name, RowKey.Text(key))
            : await WalkAsync(sight, found, origin.Load, RowKey.Text(key), origin.Record, caller, cancellation);
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
