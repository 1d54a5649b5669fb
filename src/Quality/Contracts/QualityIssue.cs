using Phusa.Catalog.Contracts;
using Phusa.Kernel.Texts;

namespace Phusa.Quality.Contracts;

public enum IssueState { Open, Assigned, Closed }

/// <summary>A check that fails in what is served.</summary>
/// <param name="Failing">Cells, rows or pairs at fault in the newest version that was measured.</param>
/// <param name="OpenedByVersion">The version in which the check failed first.</param>
/// <param name="SeenInVersion">The newest version in which it failed.</param>
/// <param name="ClosedByVersion">The version in which it passed again.</param>
public sealed record QualityIssue(
    Guid Id,
    Guid DatasetId,
    string Check,
    Text Title,
    QualityCriterion Criterion,
    Severity Severity,
    IssueState State,
    string? Assignee,
    long Failing,
    long Tested,
    long OpenedByVersion,
    long SeenInVersion,
    DateTimeOffset OpenedAt,
    DateTimeOffset? ClosedAt,
    long? ClosedByVersion)
{
    /// <summary>How long it stood or stands open.</summary>
    public TimeSpan Age(DateTimeOffset now) => (ClosedAt ?? now) - OpenedAt;
}

/// <summary>What somebody wrote about an issue.</summary>
public sealed record IssueComment(Guid Id, string Author, string Body, DateTimeOffset WrittenAt);

/// <summary>An issue with the name of its dataset, as lists show it.</summary>
public sealed record IssueAnswer(string Dataset, string DatasetTitle, string Agency, double AgeDays, QualityIssue Issue);
