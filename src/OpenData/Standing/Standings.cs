using System.Collections.Concurrent;
using Phusa.Catalog.Contracts;
using Phusa.Quality.Contracts;
using Phusa.Warehouse.Contracts;

namespace Phusa.OpenData.Standing;

/// <summary>
/// The served version and the six scores of every dataset, kept in memory. What was measured of a version never
/// changes, so only new versions are read; freshness falls by itself and is worked out when asked.
/// </summary>
internal sealed class Standings(
    ServedVersions served, QualityReports reports, Datasets datasets, TimeProvider clock) : IDatasetStandings
{
    private readonly ConcurrentDictionary<(Guid, long), ScoreCard> measured = new();
    private volatile IReadOnlyDictionary<Guid, Standing> known = new Dictionary<Guid, Standing>();

    /// <summary>As of the last time the catalogue was read; at most about a second old.</summary>
    public Standing? Of(Guid dataset) => known.GetValueOrDefault(dataset);

    /// <summary>The hour is part of it, so that scores that fall by themselves come to be seen.</summary>
    public async Task<string> StampAsync(CancellationToken cancellation) =>
        $"{await served.StampAsync(cancellation)} {clock.GetUtcNow():yyyyMMddHH}";

    public async Task<IReadOnlyDictionary<Guid, DatasetStanding>> ReadAsync(CancellationToken cancellation)
    {
        var found = new Dictionary<Guid, Standing>();
        var all = (await datasets.ListAsync(cancellation)).ToDictionary(dataset => dataset.Id);
        foreach (var version in await served.ListAsync(cancellation))
        {
            if (all.TryGetValue(version.DatasetId, out var dataset))
            {
                found[dataset.Id] = new(version, await ScoresAsync(dataset, version, cancellation));
            }
        }
        known = found;
        return found.ToDictionary(pair => pair.Key, pair => new DatasetStanding(
            pair.Value.Version.Number, pair.Value.Version.Rows, pair.Value.Version.CreatedAt, pair.Value.Scores.Total));
    }

    /// <summary>What was measured of the version, with what changes between loads brought up to now.</summary>
    public async Task<ScoreCard> ScoresAsync(Dataset dataset, ServedVersion version, CancellationToken cancellation)
    {
        if (!measured.TryGetValue((dataset.Id, version.Number), out var card))
        {
            card = (await reports.FindAsync(dataset.Id, version.Number, cancellation))?.Scores
                ?? new ScoreCard(null, null, null, null, null, null, null);
            measured[(dataset.Id, version.Number)] = card;
        }
        var contract = await datasets.ContractAsync(dataset, cancellation);
        return card.At(contract, Freshness.Score(contract.Frequency, version.CreatedAt, clock.GetUtcNow()), null);
    }
}

/// <summary>The served version of a dataset and how good it is now.</summary>
internal sealed record Standing(ServedVersion Version, ScoreCard Scores);
