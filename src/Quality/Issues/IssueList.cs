using Phusa.Catalog.Contracts;
using Phusa.Quality.Contracts;
using Phusa.Quality.Scoring;
using Phusa.Security.Contracts;

namespace Phusa.Quality.Issues;

/// <summary>Issues of the datasets that the caller may know of.</summary>
internal sealed class IssueList(IssueBook book, Datasets datasets, DatasetRights rights, TimeProvider clock)
{
    public async Task<IReadOnlyList<IssueAnswer>> ReadAsync(
        Caller caller, Guid? dataset, bool? isOpen, CancellationToken cancellation)
    {
        var found = await book.ListAsync(dataset, isOpen, cancellation);
        var seen = new Dictionary<Guid, Dataset>();
        foreach (var id in found.Select(issue => issue.DatasetId).Distinct())
        {
            if (await datasets.FindAsync(id, cancellation) is { } one && await MaySeeAsync(caller, one, cancellation))
            {
                seen[id] = one;
            }
        }
        return [.. found.Where(issue => seen.ContainsKey(issue.DatasetId)).Select(issue => Answer(issue, seen[issue.DatasetId]))];
    }

    public async Task<IssueAnswer?> FindAsync(Caller caller, Guid id, CancellationToken cancellation) =>
        await book.FindAsync(id, cancellation) is { } issue
        && await datasets.FindAsync(issue.DatasetId, cancellation) is { } dataset
        && await MaySeeAsync(caller, dataset, cancellation) ? Answer(issue, dataset) : null;

    public async Task<bool> MaySeeAsync(Caller caller, Dataset dataset, CancellationToken cancellation) =>
        (await rights.OfAsync(caller, dataset, await datasets.ContractAsync(dataset, cancellation), cancellation)).DescriptionAllowed;

    private IssueAnswer Answer(QualityIssue issue, Dataset dataset) => new(
        dataset.Name, dataset.Title.ToString(), dataset.Agency, Math.Round(issue.Age(clock.GetUtcNow()).TotalDays, 1), issue);
}
