using Phusa.Catalog.Contracts;
using Phusa.Intake.Reading;
using Phusa.Quality.Contracts;
using Phusa.Warehouse.Contracts;
using Phusa.Warehouse.DuckDb;

namespace Phusa.Intake.Staging;

/// <summary>Writes the staged Parquet of a load, measures it, and splits it into sound rows and rejects.</summary>
internal sealed class StageRows(
    Lake lake, DataContract contract, CheckPlan plan, DuckConnection connection, CancellationToken cancellation)
{
    /// <summary>The staged rows, numbered. A source without line numbers counts its records from 0.</summary>
    private string rows = "";

    public StagedRows Write(Understanding understanding, SourceTable source)
    {
        var first = WriteOnce(understanding, source);
        var better = Better(first, source);
        if (better is null)
        {
            return first;
        }
        first.File.Dispose();
        return WriteOnce(better, source);
    }

    /// <summary>
    /// Without a single fault the staged file itself is the accepted one; otherwise it is written in two parts.
    /// </summary>
    public SplitRows Split(StagedRows staged, string dataset, SourceTable source)
    {
        var late = $"(select row, list(check_no) as sets, min(other) as other from _late where check_no in ({CheckRun.RejectingSets(plan)}) group by row)";
        var faulty = $"({plan.IsRejectedSql()} or row in (select row from {late}))";
        var rejected = staged.Measure.Results.Any(result => result.Failed > 0 && result.Check.Severity == Severity.Error)
            ? connection.Scalar<long>($"select count(*) from {rows} where {faulty}") : 0;
        if (rejected == 0 && source.Broken.Count == 0)
        {
            return new SplitRows(staged.File.Publish(), null, staged.Measure.Rows, 0);
        }
        Append(source.Broken);
        using var sound = lake.Draft(Path.Combine("versions", dataset), ".parquet");
        using var rejects = lake.Draft(Path.Combine("rejects", dataset), ".parquet");
        var fields = string.Join(", ", contract.Fields.Select(field => DuckSql.Identifier(field.Name)));
        var accepted = Copy($"select {fields}, row as {StageSql.Row} from {rows} where not {faulty}", sound.Path);
        Copy(
            $"""
            select line, bits, sets, other, raw, broken_vi, broken_en from (
                select row as line, [{string.Join(", ", plan.BitColumns)}]::bigint[] as bits, sets, other,
                    coalesce({StageSql.Raw}, {AsUnderstood(staged.Understanding)}) as raw,
                    null::varchar as broken_vi, null::varchar as broken_en
                from {rows} left join {late} using (row) where {faulty}
                union all select line, null, null, null, [content], vi, en from _broken) order by line
            """, rejects.Path);
        return new SplitRows(accepted == 0 ? null : sound.Publish(), rejects.Publish(), accepted, rejected);
    }

    private StagedRows WriteOnce(Understanding understanding, SourceTable source)
    {
        var draft = lake.Draft(Path.Combine("versions", contract.Name), ".parquet");
        try
        {
            var count = Copy(new StageSql(contract, plan, source, understanding).Sql(), draft.Path);
            source.Expect(count);
            var number = source.HasRow ? StageSql.Row : "file_row_number";
            rows = $"(select *, {number} as row from read_parquet({DuckSql.Literal(draft.Path)}, file_row_number = true))";
            return new StagedRows(draft, understanding, CheckRun.Over(connection, plan, rows, count, Filled(draft.Path)));
        }
        catch
        {
            draft.Dispose();
            throw;
        }
    }

    /// <summary>Filled cells by column, from the file's own statistics.</summary>
    private Dictionary<string, long> Filled(string path)
    {
        using var nulls = connection.Query(
            $"select path_in_schema, sum(num_values - coalesce(stats_null_count, 0))::bigint from parquet_metadata({DuckSql.Literal(path)}) group by 1");
        return nulls.Rows().ToDictionary(row => (string)row[0]!, row => (long)row[1]!);
    }

    /// <summary>
    /// A guess of how numbers are written is proved on the whole file: when cells failed, and another way of writing
    /// fails less often, that one is right.
    /// </summary>
    private Understanding? Better(StagedRows staged, SourceTable source)
    {
        var failed = staged.Measure.Results.Where(result => result.Check.Kind == "type" && result.Failed > 0)
            .ToDictionary(result => result.Check.Fields[0], result => result.Failed);
        var sql = new StageSql(contract, plan, source, staged.Understanding);
        var columns = staged.Understanding.Columns.Select(column =>
            column.Field is { } name && failed.TryGetValue(name, out var count) && contract.FindField(name)!.IsNumeric()
                ? column with { Numbers = Best(sql.FailuresByForm(contract.FindField(name)!), count) ?? column.Numbers }
                : column).ToList();
        return columns.SequenceEqual(staged.Understanding.Columns) ? null : staged.Understanding with { Columns = columns };
    }

    private NumberForm? Best(string failuresByForm, long failed)
    {
        using var result = connection.Query(failuresByForm);
        var best = result.Rows().Select(row => (Form: (NumberForm)(int)row[0]!, Failed: (long)row[1]!)).MinBy(form => form.Failed);
        return best.Failed < failed ? best.Form : null;
    }

    /// <summary>For a row that only a comparison with others rejects: its values as they were understood.</summary>
    private static string AsUnderstood(Understanding understanding) => $"[{string.Join(", ", understanding.Columns.Select(column =>
        column.Field is { } field ? $"{DuckSql.Identifier(field)}::varchar" : "null::varchar"))}]";

    private void Append(IReadOnlyCollection<BrokenLine> broken)
    {
        connection.Execute("create or replace temp table _broken (line bigint, content varchar, vi varchar, en varchar)");
        using var appender = connection.Appender("_broken");
        foreach (var line in broken)
        {
            appender.Add(line.Line);
            appender.Add(line.Content);
            appender.Add(line.Reason.Vi);
            appender.Add(line.Reason.En);
            appender.EndRow();
        }
        appender.Complete();
    }

    private long Copy(string select, string path)
    {
        cancellation.ThrowIfCancellationRequested();
        return connection.Execute($"copy ({select}) to {DuckSql.Literal(path)} (format parquet, compression zstd)");
    }
}

/// <summary>All rows of a source, typed and judged, in one Parquet that is not yet part of anything.</summary>
internal sealed record StagedRows(LakeDraft File, Understanding Understanding, CheckMeasure Measure);

/// <summary>Files relative to the lake; null where there is no such row.</summary>
internal sealed record SplitRows(string? AcceptedFile, string? RejectsFile, long Accepted, long Rejected);
