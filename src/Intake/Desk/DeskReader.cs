using Phusa.Catalog.Contracts;
using Phusa.Intake.Contracts;
using Phusa.Intake.Loads;
using Phusa.Kernel.Texts;
using Phusa.Quality.Contracts;
using Phusa.Security.Contracts;
using Phusa.Warehouse.Contracts;

namespace Phusa.Intake.Desk;

/// <summary>What a steward sees on coming to work.</summary>
/// <param name="Agencies">The agencies they work for, with their datasets.</param>
/// <param name="Loads">What came in lately, the newest first.</param>
/// <param name="Issues">Checks that fail in what is served, the newest first.</param>
internal sealed record DeskView(
    IReadOnlyList<DeskAgency> Agencies, IReadOnlyList<Load> Loads, IReadOnlyList<(QualityIssue Issue, Dataset Dataset)> Issues)
{
    public IEnumerable<DeskDataset> Datasets => Agencies.SelectMany(agency => agency.Datasets);
}

internal sealed record DeskAgency(Text Name, IReadOnlyList<DeskDataset> Datasets);

/// <param name="Due">When new data is promised next; null where nothing is promised or nothing came yet.</param>
internal sealed record DeskDataset(Dataset Dataset, DataContract Contract, DatasetVersion? Version, ScoreCard Scores, DateTimeOffset? Due);

/// <summary>Gathers the desk of a caller.</summary>
internal sealed class DeskReader(
    ScoresNow scores, IssueBook issues, LoadStore loads, Security.Contracts.Agencies agencies)
{
    private const int LoadsShown = 12;

    public async Task<DeskView> ReadAsync(Caller caller, CancellationToken cancellation)
    {
        var mine = (await scores.OfAllAsync(cancellation)).Where(one => DeskAccess.MayWrite(caller, one.Dataset)).Select(Row).ToList();
        var tree = await agencies.TreeAsync(cancellation);
        var byAgency = mine.GroupBy(row => row.Dataset.Agency).OrderBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => new DeskAgency(
                tree.Find(group.Key) is { } agency ? Text.Pair(agency.NameVi, agency.NameEn) : T.AgencyNone(group.Key),
                [.. group.OrderBy(row => row.Due ?? DateTimeOffset.MaxValue)]));
        var known = mine.ToDictionary(row => row.Dataset.Id, row => row.Dataset);
        var open = (await issues.ListAsync(null, true, cancellation)).Where(issue => known.ContainsKey(issue.DatasetId));
        return new DeskView(
            [.. byAgency], await loads.ListAsync([.. known.Keys], LoadsShown, cancellation),
            [.. open.Select(issue => (issue, known[issue.DatasetId]))]);
    }

    public async Task<DeskDataset> RowAsync(Dataset dataset, CancellationToken cancellation) =>
        Row(await scores.NowAsync(dataset, cancellation));

    private static DeskDataset Row(DatasetScores now) => new(
        now.Dataset, now.Contract, now.Version, now.Scores,
        now.Version is { } version ? now.Contract.Frequency?.After(version.CreatedAt) : null);
}
