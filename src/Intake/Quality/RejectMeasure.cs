using System.Globalization;
using Phusa.Catalog.Contracts;
using Phusa.Intake.Reading;
using Phusa.Quality.Contracts;
using Phusa.Warehouse.DuckDb;

namespace Phusa.Intake.Quality;

/// <summary>
/// What the checks found in the rows that a load rejected, read back from its quarantine file: they were delivered, so
/// a merged version answers for them as well. Lines that are no record have a check of their own.
/// </summary>
internal sealed class RejectMeasure(
    DuckConnection connection, DataContract contract, CheckMeasure measure, LoadMode mode, Understanding understanding)
{
    /// <summary>Bits come first among the results, then checks of sets by their number. Bits need no other dataset.</summary>
    private readonly int rowChecks =
        CheckPlan.Of(contract, new Dictionary<string, Relation>(), mode).Proven(connection).RowChecks;

    /// <param name="file">The load's rejects, on this machine.</param>
    public CheckMeasure Of(string file)
    {
        var judged = measure.Results.Select((result, at) => (Result: result, Failing: Failing(at)))
            .Where(one => one.Result.IsMeasured && one.Failing is not null).ToList();
        var dirty = string.Join(" or ", judged.Where(one => one.Result.Check.Criterion == QualityCriterion.Clean)
            .Select(one => one.Failing).DefaultIfEmpty("false"));
        var figures = string.Join(", ", judged.SelectMany(one => new[] { one.Failing!, Tested(one.Result) })
            .Prepend(dirty).Select(condition => $"count(*) filter (where {condition})").Prepend("count(*)"));
        using var result = connection.Query(
            $"select {figures} from read_parquet({DuckSql.Literal(file)}) where bits is not null");
        long[] counts = [.. result.Rows().Single().Select(value => Convert.ToInt64(value, CultureInfo.InvariantCulture))];
        return new CheckMeasure(counts[0], counts[1], [.. judged.Select((one, at) => one.Result with
        {
            Failed = counts[2 + (2 * at)], Tested = Math.Max(counts[2 + (2 * at)], counts[3 + (2 * at)]), Measured = null,
        })]);
    }

    /// <summary>Null for a check of the whole table or of lines, which has no failing row.</summary>
    private string? Failing(int at)
    {
        var number = (at - rowChecks).ToString(CultureInfo.InvariantCulture);
        if (at >= rowChecks)
        {
            return measure.Results[at] is { Measured: null, IsMeasured: true, Check.Kind: not RecordCheck.Kind }
                ? $"coalesce(list_contains(sets, {number}), false)" : null;
        }
        var (column, bit) = CheckPlan.BitOf(at);
        var index = int.Parse(column.AsSpan(2), CultureInfo.InvariantCulture) + 1;
        return string.Create(CultureInfo.InvariantCulture, $"coalesce(bits[{index}] & {bit} <> 0, false)");
    }

    /// <summary>A check of cells tested those that were filled in; every other tested each row.</summary>
    private string Tested(CheckResult result)
    {
        if (result.Tested == measure.Rows || result.Check.Fields is not [var name]
            || contract.FindField(name) is not { } field || understanding.ColumnOf(field) is not (>= 0 and var column))
        {
            return "true";
        }
        var nothing = string.Join(", ", field.MissingValues.Prepend("").Select(DuckSql.Literal));
        return string.Create(CultureInfo.InvariantCulture,
            $"trim(coalesce(raw[{column + 1}], '')) not in ({nothing})");
    }
}
