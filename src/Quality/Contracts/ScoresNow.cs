using Phusa.Catalog.Contracts;
using Phusa.Quality.Use;
using Phusa.Warehouse.Contracts;

namespace Phusa.Quality.Contracts;

/// <summary>A dataset's scores at this moment, and what stands behind them.</summary>
/// <param name="Version">The served version; null before the first.</param>
/// <param name="Report">What was measured of it, without the single checks; null before the first.</param>
public sealed record DatasetScores(
    Dataset Dataset, DataContract Contract, DatasetVersion? Version, QualityReport? Report, Sharing Sharing, ScoreCard Scores);

/// <summary>
/// Scores of this moment: what was measured of the served version, with freshness fallen since its load and sharing
/// as it is used now.
/// </summary>
public sealed class ScoresNow
{
    private static readonly ScoreCard Nothing = new(null, null, null, null, null, null, null);

    private readonly Datasets datasets;
    private readonly Versions versions;
    private readonly QualityReports reports;
    private readonly UseStore uses;
    private readonly TimeProvider clock;

    internal ScoresNow(Datasets datasets, Versions versions, QualityReports reports, UseStore uses, TimeProvider clock) =>
        (this.datasets, this.versions, this.reports, this.uses, this.clock) = (datasets, versions, reports, uses, clock);

    public async Task<DatasetScores> NowAsync(Dataset dataset, CancellationToken cancellation)
    {
        var consumers = await ConsumersAsync([dataset], cancellation);
        var version = await versions.CurrentAsync(dataset.Id, cancellation);
        var report = version is null ? null : await reports.FindAsync(dataset.Id, version.Number, cancellation);
        return await ScoredAsync(dataset, version, report, consumers, cancellation);
    }

    /// <summary>The same of every dataset, by name.</summary>
    public async Task<IReadOnlyList<DatasetScores>> OfAllAsync(CancellationToken cancellation)
    {
        var all = await datasets.ListAsync(cancellation);
        var consumers = await ConsumersAsync(all, cancellation);
        var served = await versions.CurrentOfAllAsync(cancellation);
        var measured = (await reports.NewestAsync(cancellation)).ToDictionary(report => report.DatasetId);
        var scored = new List<DatasetScores>();
        foreach (var dataset in all)
        {
            scored.Add(await ScoredAsync(
                dataset, served.GetValueOrDefault(dataset.Id), measured.GetValueOrDefault(dataset.Id), consumers, cancellation));
        }
        return scored;
    }

    private async Task<DatasetScores> ScoredAsync(
        Dataset dataset, DatasetVersion? version, QualityReport? report, IReadOnlyDictionary<Guid, long> consumers,
        CancellationToken cancellation)
    {
        var contract = await datasets.ContractAsync(dataset, cancellation);
        var sharing = Sharing.Of(contract, version is not null, consumers.GetValueOrDefault(dataset.Id));
        var live = version is null ? null : Freshness.Score(contract.Frequency, version.CreatedAt, clock.GetUtcNow());
        return new(dataset, contract, version, report, sharing,
            (report?.Scores ?? Nothing).At(contract, live, sharing.Score));
    }

    private Task<IReadOnlyDictionary<Guid, long>> ConsumersAsync(IReadOnlyList<Dataset> asked, CancellationToken cancellation) =>
        uses.ConsumersAsync(
            DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime.AddDays(-Sharing.Days)),
            asked.ToDictionary(dataset => dataset.Id, dataset => dataset.Agency), cancellation);
}
