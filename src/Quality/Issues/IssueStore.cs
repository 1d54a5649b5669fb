using Phusa.Catalog.Contracts;
using Phusa.Kernel.Data;
using Phusa.Kernel.Texts;
using Phusa.Quality.Contracts;

namespace Phusa.Quality.Issues;

/// <summary>Issues and comments in the records.</summary>
internal sealed class IssueStore(Database database)
{
    private const string Columns =
        """
        select id, dataset_id, check_name, title_vi, title_en, criterion, severity, state, assignee, failing, tested,
               opened_by_version, seen_in_version, opened_at, closed_at, closed_by_version
        from quality_issue
        """;

    public static Task<IReadOnlyList<QualityIssue>> OpenOfAsync(Session session, Guid dataset, CancellationToken cancellation) =>
        session.ListAsync(new(Columns + " where dataset_id = @dataset and closed_at is null", ("dataset", dataset)), Read, cancellation);

    public Task<QualityIssue?> FindAsync(Guid id, CancellationToken cancellation) =>
        database.FindAsync(new(Columns + " where id = @id", ("id", id)), Read, cancellation);

    public Task<IReadOnlyList<QualityIssue>> ListAsync(Guid? dataset, bool? isOpen, CancellationToken cancellation) =>
        database.ListAsync(new(Columns
            + (dataset is null ? " where 1 = 1" : " where dataset_id = @dataset")
            + (isOpen is null ? "" : isOpen.Value ? " and closed_at is null" : " and closed_at is not null")
            + " order by case when closed_at is null then 0 else 1 end, opened_at desc, check_name",
            dataset is null ? [] : [("dataset", dataset)]), Read, cancellation);

    public static Task<int> SaveAsync(Session session, QualityIssue issue, CancellationToken cancellation) => session.ExecuteAsync(new(
        """
        insert into quality_issue (id, dataset_id, check_name, title_vi, title_en, criterion, severity, state, assignee,
            failing, tested, opened_by_version, seen_in_version, opened_at, closed_at, closed_by_version)
        values (@id, @dataset, @check, @vi, @en, @criterion, @severity, @state, @assignee, @failing, @tested, @opened_by,
            @seen, @opened, @closed, @closed_by)
        on conflict (id) do update set state = excluded.state, assignee = excluded.assignee, failing = excluded.failing,
            tested = excluded.tested, seen_in_version = excluded.seen_in_version, closed_at = excluded.closed_at,
            closed_by_version = excluded.closed_by_version
        """,
        ("id", issue.Id), ("dataset", issue.DatasetId), ("check", issue.Check), ("vi", issue.Title.Vi), ("en", issue.Title.En),
        ("criterion", issue.Criterion), ("severity", issue.Severity), ("state", issue.State), ("assignee", issue.Assignee),
        ("failing", issue.Failing), ("tested", issue.Tested), ("opened_by", issue.OpenedByVersion),
        ("seen", issue.SeenInVersion), ("opened", issue.OpenedAt), ("closed", issue.ClosedAt),
        ("closed_by", issue.ClosedByVersion)), cancellation);

    public Task<IReadOnlyList<IssueComment>> CommentsAsync(Guid issue, CancellationToken cancellation) => database.ListAsync(new(
        "select id, author, body, written_at from quality_comment where issue_id = @issue order by written_at, id", ("issue", issue)),
        row => new IssueComment(row.Id("id"), row.Text("author"), row.Text("body"), row.Instant("written_at")), cancellation);

    public Task<int> AddAsync(Guid issue, IssueComment comment, CancellationToken cancellation) => database.ExecuteAsync(new(
        "insert into quality_comment (id, issue_id, author, body, written_at) values (@id, @issue, @author, @body, @at)",
        ("id", comment.Id), ("issue", issue), ("author", comment.Author), ("body", comment.Body), ("at", comment.WrittenAt)),
        cancellation);

    private static QualityIssue Read(Row row) => new(
        row.Id("id"), row.Id("dataset_id"), row.Text("check_name"), Text.Pair(row.Text("title_vi"), row.Text("title_en")),
        row.Choice<QualityCriterion>("criterion"), row.Choice<Severity>("severity"), row.Choice<IssueState>("state"),
        row.TextOrNull("assignee"), row.Integer("failing"), row.Integer("tested"), row.Integer("opened_by_version"),
        row.Integer("seen_in_version"), row.Instant("opened_at"), row.InstantOrNull("closed_at"),
        row.IntegerOrNull("closed_by_version"));
}
