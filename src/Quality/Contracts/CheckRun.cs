using System.Globalization;
using Phusa.Catalog.Contracts;
using Phusa.Quality.Checks;
using Phusa.Warehouse.DuckDb;

namespace Phusa.Quality.Contracts;

/// <summary>
/// Runs a plan over rows whose fault bits are computed already. Leaves the table <c>_late (check_no, row, other)</c> on
/// the connection: the rows that checks of sets found, which no bit could tell.
/// </summary>
public static class CheckRun
{
    /// <param name="rows">A relation with the typed columns, the bit columns and <c>row</c>, the row's number.</param>
    /// <param name="filled">Filled cells by field.</param>
    public static CheckMeasure Over(
        DuckConnection connection, CheckPlan plan, string rows, long count, IReadOnlyDictionary<string, long> filled)
    {
        connection.Execute("create or replace temp table _late (check_no integer, row bigint, other bigint)");
        List<CheckResult> single = [.. RowResults(connection, plan, rows, count, filled)];
        var late = new LateRows(connection, plan, rows, single.Any(IsRejecting));
        var sets = plan.Sets.Select((set, at) => SetResult(late, set, at, count, filled)).ToList();
        CheckResult[] results =
        [
            .. single, .. sets,
            .. plan.Tables.Select(table => TableResult(connection, table, late.Sound, count)),
            .. plan.Skipped.Select(skipped => new CheckResult(skipped.Check, null, 0, null, skipped.Reason)),
        ];
        var isDirty = results.Any(result => result.Failed > 0 && result.Check.Criterion == QualityCriterion.Clean);
        return new CheckMeasure(count, isDirty ? DirtyRows(connection, plan, rows) : 0, results);
    }

    private static bool IsRejecting(CheckResult result) => result.Failed > 0 && result.Check.Severity == Severity.Error;

    /// <summary>Numbers of the sets whose rows are rejected, for SQL over <c>_late</c>.</summary>
    public static string RejectingSets(CheckPlan plan) => Numbers(plan, set => set.Check.Severity == Severity.Error);

    private static string Numbers(CheckPlan plan, Func<SetCheck, bool> which) => string.Join(", ", plan.Sets
        .Select((set, at) => (set, at)).Where(pair => which(pair.set))
        .Select(pair => pair.at.ToString(CultureInfo.InvariantCulture)).DefaultIfEmpty("-1"));

    private static IEnumerable<CheckResult> RowResults(
        DuckConnection connection, CheckPlan plan, string rows, long count, IReadOnlyDictionary<string, long> filled)
    {
        var failed = Failures(connection, plan, rows);
        return plan.Rows.Select((row, at) =>
        {
            var tested = row.Tests is null ? count : filled.GetValueOrDefault(row.Tests, count);
            // A cell that could not be read is not filled, but it was tested.
            var unread = row is { NeedsSource: true, Check.Kind: "type" };
            return new CheckResult(row.Check, unread ? Math.Min(count, tested + failed[at]) : Math.Max(tested, failed[at]), failed[at]);
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
        var columns = plan.BitColumns;
        var any = Figures(connection, $"select {string.Join(", ", columns.Select(column => $"coalesce(bit_or({column}), 0)"))} from {rows}");
        var ofColumn = columns.Zip(any).ToDictionary();
        int[] set = [.. Enumerable.Range(0, plan.Rows.Count).Where(at => (ofColumn[CheckPlan.BitOf(at).Column] & CheckPlan.BitOf(at).Bit) != 0)];
        if (set.Length == 0)
        {
            return failed;
        }
        var counts = string.Join(", ", set.Select(at => $"count(*) filter (where {CheckPlan.BitOf(at).Column} & {CheckPlan.BitOf(at).Bit} <> 0)"));
        var values = Figures(connection, $"select {counts} from {rows}");
        for (var i = 0; i < set.Length; i++)
        {
            failed[set[i]] = values[i];
        }
        return failed;
    }

    private static long[] Figures(DuckConnection connection, string sql)
    {
        using var result = connection.Query(sql);
        return [.. result.Rows().Single().Select(value => Convert.ToInt64(value, CultureInfo.InvariantCulture))];
    }

    private static CheckResult SetResult(
        LateRows late, SetCheck set, int number, long count, IReadOnlyDictionary<string, long> filled)
    {
        try
        {
            var failed = late.Find(set, number);
            var tested = set.Tests is null ? count : filled.GetValueOrDefault(set.Tests, count);
            return new CheckResult(set.Check, Math.Max(tested, failed), failed);
        }
        catch (DuckException error) when (!error.IsFatal && error.Type != DuckErrorType.Interrupt)
        {
            return new CheckResult(set.Check, null, 0, null, CheckProof.Said(error));
        }
    }

    /// <summary>A table that fails counts as if one field failed in every row, so that weights compare.</summary>
    private static CheckResult TableResult(DuckConnection connection, TableCheck table, string rows, long count)
    {
        try
        {
            var found = connection.Scalar<double?>($"select ({CheckProof.Over(table.Measure, rows)})::double");
            if (found is not { } number || !double.IsFinite(number) || Math.Abs(number) > 1e27)
            {
                return new CheckResult(table.Check, null, 0, null, T.MissingNumber);
            }
            var measured = (decimal)number;
            var compared = table.IsFailingRows && table.InPercent && count > 0 ? measured * 100 / count : measured;
            var failed = table.Bound.Holds(compared) ? 0
                : table.IsFailingRows && measured >= 1 ? Math.Min(count, (long)measured) : count;
            return new CheckResult(table.Check, count, failed, compared);
        }
        catch (DuckException error) when (!error.IsFatal && error.Type != DuckErrorType.Interrupt)
        {
            return new CheckResult(table.Check, null, 0, null, CheckProof.Said(error));
        }
    }

    /// <summary>Rows with any fault of the criterion Clean: the union, so that a row counts once.</summary>
    private static long DirtyRows(DuckConnection connection, CheckPlan plan, string rows)
    {
        var bits = string.Join(" or ", plan.MaskOf(QualityCriterion.Clean)
            .Select(mask => $"({mask.Column} & {mask.Mask}) <> 0").DefaultIfEmpty("false"));
        var sets = Numbers(plan, set => set.Check.Criterion == QualityCriterion.Clean);
        return connection.Scalar<long>($"select count(*) from {rows} where {bits}")
            + connection.Scalar<long>(
                $"select count(*) from (select distinct row from _late where check_no in ({sets})) join {rows} r using (row) where not ({bits})");
    }
}
