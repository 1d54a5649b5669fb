using System.Globalization;
using Phusa.Catalog.Contracts;
using Phusa.Quality.Checks;
using Phusa.Warehouse.DuckDb;

namespace Phusa.Quality.Contracts;

/// <summary>
/// Runs a plan over rows whose fault bits are computed already. Leaves the table <c>_late (check, row, other)</c> on
/// the connection: the rows that checks of sets found, which no bit could tell.
/// </summary>
public static class CheckRun
{
    /// <param name="rows">A relation with the typed columns, the bit columns and <c>row</c>, the row's number.</param>
    /// <param name="filled">Filled cells by field.</param>
    public static CheckMeasure Over(
        DuckConnection connection, CheckPlan plan, string rows, long count, IReadOnlyDictionary<string, long> filled)
    {
        var sound = $"(select * from {rows} where not ({plan.IsRejectedSql()}))";
        connection.Execute("create or replace temp table _late (check_no integer, row bigint, other bigint)");
        for (var at = 0; at < plan.Sets.Count; at++)
        {
            var found = plan.Sets[at].Failing.Replace("{rows}", sound, StringComparison.Ordinal);
            connection.Execute(string.Create(
                CultureInfo.InvariantCulture, $"insert into _late select distinct on (row) {at}, row, other from ({found})"));
        }
        var results = RowResults(connection, plan, rows, count, filled)
            .Concat(SetResults(connection, plan, count, filled))
            .Concat(plan.Tables.Select(table => TableResult(connection, table, sound, count)))
            .Concat(plan.Skipped.Select(skipped => new CheckResult(skipped.Check, null, 0, null, skipped.Reason)));
        return new CheckMeasure(count, DirtyRows(connection, plan, rows), [.. results]);
    }

    /// <summary>Numbers of the sets whose rows are rejected, for SQL over <c>_late</c>.</summary>
    public static string RejectingSets(CheckPlan plan) => string.Join(", ", plan.Sets
        .Select((set, at) => (set.Check.Severity, At: at))
        .Where(set => set.Severity == Severity.Error)
        .Select(set => set.At.ToString(CultureInfo.InvariantCulture))
        .DefaultIfEmpty("-1"));

    private static IEnumerable<CheckResult> RowResults(
        DuckConnection connection, CheckPlan plan, string rows, long count, IReadOnlyDictionary<string, long> filled)
    {
        var failed = Failures(connection, plan, rows);
        return plan.Rows.Select((row, at) =>
        {
            var tested = row.Tests is null ? count : filled.GetValueOrDefault(row.Tests, count);
            // A cell that could not be read is not filled, but it was tested.
            return new CheckResult(row.Check, row.Check.Kind == "type" ? tested + failed[at] : tested, failed[at]);
        });
    }

    /// <summary>Most bits are never set: one pass finds those that are, a second counts only them.</summary>
    private static long[] Failures(DuckConnection connection, CheckPlan plan, string rows)
    {
        var failed = new long[plan.Rows.Count];
        if (plan.Rows.Count == 0)
        {
            return failed;
        }
        long[] any;
        using (var result = connection.Query(
            $"select {string.Join(", ", plan.BitColumns.Select(column => $"coalesce(bit_or({column}), 0)"))} from {rows}"))
        {
            any = [.. result.Rows().Single().Select(value => Convert.ToInt64(value, CultureInfo.InvariantCulture))];
        }
        int[] set = [.. Enumerable.Range(0, plan.Rows.Count).Where(at => (any[at / 62] & CheckPlan.BitOf(at).Bit) != 0)];
        if (set.Length == 0)
        {
            return failed;
        }
        var counts = string.Join(", ", set.Select(at => $"count(*) filter (where {CheckPlan.BitOf(at).Column} & {CheckPlan.BitOf(at).Bit} <> 0)"));
        using var counted = connection.Query($"select {counts} from {rows}");
        var values = counted.Rows().Single();
        for (var i = 0; i < set.Length; i++)
        {
            failed[set[i]] = Convert.ToInt64(values[i], CultureInfo.InvariantCulture);
        }
        return failed;
    }

    private static IEnumerable<CheckResult> SetResults(
        DuckConnection connection, CheckPlan plan, long count, IReadOnlyDictionary<string, long> filled)
    {
        using var result = connection.Query("select check_no, count(*) from _late group by check_no");
        var failed = result.Rows().ToDictionary(row => (int)row[0]!, row => (long)row[1]!);
        return [.. plan.Sets.Select((set, at) => new CheckResult(
            set.Check, set.Tests is null ? count : filled.GetValueOrDefault(set.Tests, count), failed.GetValueOrDefault(at)))];
    }

    /// <summary>A table that fails counts as if one field failed in every row, so that weights compare.</summary>
    private static CheckResult TableResult(DuckConnection connection, TableCheck table, string rows, long count)
    {
        var measured = (decimal)(connection.Scalar<double?>(
            $"select ({table.Measure.Replace("{rows}", rows, StringComparison.Ordinal)})::double") ?? 0);
        if (table.IsFailingRows && table.InPercent && count > 0)
        {
            measured = measured * 100 / count;
        }
        var holds = table.Bound.Holds(measured);
        return new CheckResult(table.Check, count, holds ? 0
            : table.IsFailingRows && !table.InPercent ? Math.Min(count, (long)measured) : count, measured);
    }

    /// <summary>Rows with any fault of the criterion Clean: the union, so that a row counts once.</summary>
    private static long DirtyRows(DuckConnection connection, CheckPlan plan, string rows)
    {
        var masks = plan.BitColumns.Select((column, index) => (column, Mask: plan.Rows
            .Select((row, at) => (row, at)).Where(pair => pair.at / 62 == index && pair.row.Check.Criterion == QualityCriterion.Clean)
            .Sum(pair => CheckPlan.BitOf(pair.at).Bit)));
        var bits = string.Join(" or ", masks.Select(mask => $"({mask.column} & {mask.Mask}) <> 0").DefaultIfEmpty("false"));
        var sets = string.Join(", ", plan.Sets.Select((set, at) => (set, at))
            .Where(pair => pair.set.Check.Criterion == QualityCriterion.Clean).Select(pair => pair.at).DefaultIfEmpty(-1));
        return connection.Scalar<long>($"select count(*) from {rows} where {bits}")
            + connection.Scalar<long>(
                $"select count(*) from (select distinct row from _late where check_no in ({sets})) join {rows} r using (row) where not ({bits})");
    }
}

/// <summary>What a run measured.</summary>
/// <param name="DirtyRows">Rows with at least one fault of the criterion Clean.</param>
public sealed record CheckMeasure(long Rows, long DirtyRows, IReadOnlyList<CheckResult> Results)
{
    /// <summary>Rows that were delivered but rejected belong to the measure too.</summary>
    public CheckMeasure With(CheckMeasure rejected) => new(
        Rows + rejected.Rows, DirtyRows + rejected.DirtyRows,
        [.. Results.Select((result, at) => result.Tested is null ? result : result with
        {
            Tested = result.Tested + rejected.Results[at].Tested, Failed = result.Failed + rejected.Results[at].Failed,
        })]);
}
