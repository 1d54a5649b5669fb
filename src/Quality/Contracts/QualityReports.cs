using Phusa.Kernel.Data;

namespace Phusa.Quality.Contracts;

/// <summary>What was measured of a version when it was made.</summary>
public sealed record QualityReport(
    Guid DatasetId, long Version, long Rows, ScoreCard Scores, IReadOnlyList<CheckResult> Results, DateTimeOffset MeasuredAt);

/// <summary>The reports of all versions.</summary>
public sealed class QualityReports(Database database)
{
    /// <summary>Part of the transaction that makes the version.</summary>
    public static Task RecordAsync(Session session, QualityReport report, CancellationToken cancellation) => session.ExecuteAsync(new(
        """
        insert into quality_report (dataset_id, version, row_count, correct, complete, clean, consistent, results, measured_at)
        values (@dataset, @version, @rows, @correct, @complete, @clean, @consistent, @results, @at)
        """,
        ("dataset", report.DatasetId), ("version", report.Version), ("rows", report.Rows),
        ("correct", report.Scores.Correct), ("complete", report.Scores.Complete), ("clean", report.Scores.Clean),
        ("consistent", report.Scores.Consistent), ("results", JsonStorage.Write(report.Results)),
        ("at", report.MeasuredAt)), cancellation);

    public Task<QualityReport?> FindAsync(Guid dataset, long version, CancellationToken cancellation) => database.FindAsync(new(
        """
        select dataset_id, version, row_count, correct, complete, clean, consistent, results, measured_at
        from quality_report where dataset_id = @dataset and version = @version
        """, ("dataset", dataset), ("version", version)), row => Read(row, row.Json<CheckResult[]>("results")), cancellation);

    /// <summary>Scores of every version, oldest first, without the single checks.</summary>
    public Task<IReadOnlyList<QualityReport>> HistoryAsync(Guid dataset, CancellationToken cancellation) => database.ListAsync(new(
        """
        select dataset_id, version, row_count, correct, complete, clean, consistent, measured_at
        from quality_report where dataset_id = @dataset order by version
        """, ("dataset", dataset)), row => Read(row, []), cancellation);

    /// <summary>The newest report of every dataset, without the single checks.</summary>
    public Task<IReadOnlyList<QualityReport>> NewestAsync(CancellationToken cancellation) => database.ListAsync(new(
        """
        select dataset_id, version, row_count, correct, complete, clean, consistent, measured_at
        from quality_report r where version = (select max(version) from quality_report n where n.dataset_id = r.dataset_id)
        """), row => Read(row, []), cancellation);

    private static QualityReport Read(Row row, IReadOnlyList<CheckResult> results) => new(
        row.Id("dataset_id"), row.Integer("version"), row.Integer("row_count"),
        new ScoreCard(row.NumberOrNull("correct"), row.NumberOrNull("complete"), row.NumberOrNull("clean"), null,
            row.NumberOrNull("consistent"), null, null),
        results, row.Instant("measured_at"));
}
