using Phusa.Catalog.Contracts;
using Phusa.Kernel.Texts;
using Phusa.Quality.Contracts;
using Phusa.Security.Contracts;

namespace Phusa.Quality.Office;

/// <summary>What lies on the data office's desk.</summary>
internal sealed record OfficeView(
    IReadOnlyList<ContractReview> Waiting, IReadOnlyList<AgencyScores> Agencies, IReadOnlyList<DatasetScores> Newest,
    IReadOnlyList<DatasetScores> Empty, IReadOnlyList<OverdueDataset> Overdue, AgencyTree Tree)
{
    /// <summary>An agency's name in the reader's language.</summary>
    public string Name(string code) =>
        Tree.Find(code) is { } agency ? Text.Pair(agency.NameVi, agency.NameEn).ToString() : code;
}

/// <summary>A dataset whose promised cycle has passed since its last load.</summary>
internal sealed record OverdueDataset(DatasetScores Dataset, DateTimeOffset Due);

/// <summary>Gathers the desk. Each list is cut where it stops helping; the rest stands behind its link.</summary>
internal sealed class OfficeDesk(
    ContractProposals proposals, ScoresNow scores, Scoring.Scoreboard board, Agencies agencies, TimeProvider clock)
{
    private const int Most = 10;

    public async Task<OfficeView> ReadAsync(Caller caller, CancellationToken cancellation)
    {
        var waiting = new List<ContractReview>();
        foreach (var proposal in await proposals.WaitingAsync(cancellation))
        {
            waiting.Add(await proposals.ReviewAsync(proposal, cancellation));
        }
        var datasets = await scores.OfAllAsync(cancellation);
        var now = clock.GetUtcNow();
        return new(
            waiting, await board.AgenciesAsync(caller, cancellation),
            [.. datasets.Where(one => one.Version is not null).OrderByDescending(one => one.Version!.CreatedAt).Take(Most)],
            [.. datasets.Where(one => one.Version is null).OrderBy(one => one.Dataset.CreatedAt)],
            [.. datasets.Select(one => (one, Due: DueOf(one))).Where(pair => pair.Due < now).OrderBy(pair => pair.Due)
                .Select(pair => new OverdueDataset(pair.one, pair.Due!.Value))],
            await agencies.TreeAsync(cancellation));
    }

    private static DateTimeOffset? DueOf(DatasetScores one) =>
        one.Version is { } version && one.Contract.Frequency is { } promised ? promised.After(version.CreatedAt) : null;
}
