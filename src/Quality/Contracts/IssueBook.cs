using Phusa.Catalog.Contracts;
using Phusa.Kernel.Data;
using Phusa.Kernel.Outcomes;
using Phusa.Quality.Issues;
using Phusa.Security.Contracts;

namespace Phusa.Quality.Contracts;

/// <summary>
/// Issues of quality: opened by themselves when a version has a failing check, looked after by the owner's stewards or
/// the data office, closed by themselves when a later version passes.
/// </summary>
public sealed class IssueBook
{
    private const int LongestComment = 4000;
    private const int LongestName = 100;

    private readonly Database database;
    private readonly IssueStore store;
    private readonly Datasets datasets;
    private readonly TimeProvider clock;

    internal IssueBook(Database database, IssueStore store, Datasets datasets, TimeProvider clock) =>
        (this.database, this.store, this.datasets, this.clock) = (database, store, datasets, clock);

    /// <summary>
    /// Part of the transaction that makes a version: opens, updates and closes. A check that was not measured leaves
    /// its issue as it is.
    /// </summary>
    public static async Task FollowAsync(Session session, QualityReport report, CancellationToken cancellation)
    {
        var open = (await IssueStore.OpenOfAsync(session, report.DatasetId, cancellation)).ToDictionary(issue => issue.Check);
        foreach (var result in report.Results.Where(result => result.IsMeasured))
        {
            var known = open.GetValueOrDefault(result.Check.Name);
            if (result.Failed > 0)
            {
                await IssueStore.SaveAsync(session, Failing(known, report, result), cancellation);
            }
            else if (known is not null)
            {
                await IssueStore.SaveAsync(session, known with
                {
                    State = IssueState.Closed, Failing = 0, Tested = result.Tested!.Value, ClosedAt = report.MeasuredAt,
                    ClosedByVersion = report.Version,
                }, cancellation);
            }
        }
    }

    public Task<QualityIssue?> FindAsync(Guid id, CancellationToken cancellation) => store.FindAsync(id, cancellation);

    /// <summary>Those still open first, then the newest.</summary>
    /// <param name="dataset">Null for all datasets.</param>
    /// <param name="isOpen">Null for open and closed ones.</param>
    public Task<IReadOnlyList<QualityIssue>> ListAsync(Guid? dataset, bool? isOpen, CancellationToken cancellation) =>
        store.ListAsync(dataset, isOpen, cancellation);

    /// <summary>Oldest first.</summary>
    public Task<IReadOnlyList<IssueComment>> CommentsAsync(Guid issue, CancellationToken cancellation) =>
        store.CommentsAsync(issue, cancellation);

    /// <summary>Gives an open issue to somebody, by name.</summary>
    public Task<Outcome<QualityIssue>> AssignAsync(
        Caller caller, Guid id, string? assignee, CancellationToken cancellation) =>
        ChangeAsync(caller, id, "assignee", assignee, LongestName, async (issue, name) =>
        {
            if (issue.State == IssueState.Closed)
            {
                return new Refusal(new Problem("", "issue.closed", T.IssueIsClosed));
            }
            var assigned = issue with { State = IssueState.Assigned, Assignee = name };
            await database.WriteAsync(session => IssueStore.SaveAsync(session, assigned, cancellation), cancellation);
            return assigned;
        }, cancellation);

    public Task<Outcome<QualityIssue>> CommentAsync(Caller caller, Guid id, string? body, CancellationToken cancellation) =>
        ChangeAsync(caller, id, "body", body, LongestComment, async (issue, text) =>
        {
            await store.AddAsync(issue.Id, new(Guid.CreateVersion7(clock.GetUtcNow()), caller.Name, text, clock.GetUtcNow()), cancellation);
            return issue;
        }, cancellation);

    /// <summary>Whether the caller may look after issues of the dataset.</summary>
    public static bool MayChange(Caller caller, Dataset dataset) =>
        caller.Has(Role.DataOffice) || caller.Has(Role.Steward, dataset.Agency);

    private async Task<Outcome<QualityIssue>> ChangeAsync(
        Caller caller, Guid id, string field, string? written, int longest,
        Func<QualityIssue, string, Task<Outcome<QualityIssue>>> change, CancellationToken cancellation)
    {
        if (await store.FindAsync(id, cancellation) is not { } issue
            || await datasets.FindAsync(issue.DatasetId, cancellation) is not { } dataset)
        {
            return new Missing(new Problem("", "issue.missing", T.IssueMissing));
        }
        if (!MayChange(caller, dataset))
        {
            return new Refusal(new Problem("", "issue.not-yours", T.IssueNotYours));
        }
        var text = written?.Trim() ?? "";
        return text.Length is 0 || text.Length > longest
            ? new Refusal(new Problem(field, "issue.text-length", T.IssueTextLength(longest)))
            : await change(issue, text);
    }

    private static QualityIssue Failing(QualityIssue? known, QualityReport report, CheckResult result) =>
        (known ?? new(
            Guid.CreateVersion7(report.MeasuredAt), report.DatasetId, result.Check.Name, result.Check.Rule,
            result.Check.Criterion, result.Check.Severity, IssueState.Open, null, 0, 0, report.Version, report.Version,
            report.MeasuredAt, null, null)) with
        {
            Failing = result.Failed, Tested = result.Tested!.Value, SeenInVersion = report.Version,
        };
}
