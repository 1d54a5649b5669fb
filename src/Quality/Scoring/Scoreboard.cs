using Phusa.Kernel.Texts;
using Phusa.Quality.Contracts;
using Phusa.Security.Contracts;

namespace Phusa.Quality.Scoring;

/// <summary>Datasets and agencies by their scores, as far as the caller may know of them.</summary>
internal sealed class Scoreboard(ScoresNow scores, IssueBook issues, DatasetRights rights, Agencies agencies)
{
    public async Task<IReadOnlyList<DatasetScores>> DatasetsAsync(Caller caller, string? agency, CancellationToken cancellation)
    {
        var seen = new List<DatasetScores>();
        foreach (var one in await scores.OfAllAsync(cancellation))
        {
            if ((agency is null || one.Dataset.Agency == agency)
                && (await rights.OfAsync(caller, one.Dataset, one.Contract, cancellation)).DescriptionAllowed)
            {
                seen.Add(one);
            }
        }
        return [.. seen.OrderByDescending(one => one.Scores.Total ?? -1).ThenBy(one => one.Dataset.Name, StringComparer.Ordinal)];
    }

    /// <summary>The best first; those without a score last.</summary>
    public async Task<IReadOnlyList<AgencyScores>> AgenciesAsync(Caller caller, CancellationToken cancellation)
    {
        var tree = await agencies.TreeAsync(cancellation);
        var open = (await issues.ListAsync(null, true, cancellation)).CountBy(issue => issue.DatasetId).ToDictionary();
        var datasets = await DatasetsAsync(caller, null, cancellation);
        return [.. datasets.GroupBy(one => one.Dataset.Agency).Select(group => new AgencyScores(
                group.Key, tree.Find(group.Key) is { } agency ? Text.Pair(agency.NameVi, agency.NameEn) : Text.Same(group.Key),
                Mean([.. group.Select(one => one.Scores)]), group.Count(),
                group.Sum(one => open.GetValueOrDefault(one.Dataset.Id)), group.Max(one => one.Version?.CreatedAt)))
            .OrderByDescending(one => one.Scores.Total ?? -1).ThenBy(one => one.Code, StringComparer.Ordinal)];
    }

    internal static ScoreCard Mean(IReadOnlyList<ScoreCard> cards)
    {
        return new(
            Of(card => card.Correct), Of(card => card.Complete), Of(card => card.Clean), Of(card => card.Live),
            Of(card => card.Consistent), Of(card => card.Shared), Of(card => card.Total));

        double? Of(Func<ScoreCard, double?> score) => cards.Select(score).Average();
    }
}
