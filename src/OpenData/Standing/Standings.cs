using Phusa.Catalog.Contracts;
using Phusa.Quality.Contracts;
using Phusa.Warehouse.Contracts;

namespace Phusa.OpenData.Standing;

/// <summary>
/// The served version and the six scores of every dataset, kept in memory for lists. They are read anew when a
/// version is committed, and every hour, because some scores fall by themselves.
/// </summary>
internal sealed class Standings(ServedVersions served, ScoresNow scores, TimeProvider clock) : IDatasetStandings
{
    private volatile IReadOnlyDictionary<Guid, Standing> known = new Dictionary<Guid, Standing>();

    /// <summary>As of the last time the catalogue was read; at most about a second old.</summary>
    public Standing? Of(Guid dataset) => known.GetValueOrDefault(dataset);

    public async Task<string> StampAsync(CancellationToken cancellation) =>
        $"{await served.StampAsync(cancellation)} {clock.GetUtcNow():yyyyMMddHH}";

    public async Task<IReadOnlyDictionary<Guid, DatasetStanding>> ReadAsync(CancellationToken cancellation)
    {
        var all = await scores.OfAllAsync(cancellation);
        known = all.Where(one => one.Version is not null)
            .ToDictionary(one => one.Dataset.Id, one => new Standing(one.Version!, one.Scores));
        return known.ToDictionary(pair => pair.Key, pair => new DatasetStanding(
            pair.Value.Version.Number, pair.Value.Version.Rows, pair.Value.Version.CreatedAt, pair.Value.Scores.Total));
    }
}

/// <summary>The served version of a dataset and how good it is now.</summary>
internal sealed record Standing(DatasetVersion Version, ScoreCard Scores);
