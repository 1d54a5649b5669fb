using System.Globalization;
using Phusa.Catalog.Contracts;
using Phusa.Warehouse.DuckDb;
using static Phusa.Quality.Checks.SqlValue;

namespace Phusa.Quality.Contracts;

/// <summary>
/// Measures a whole version anew, as it stands after rows were appended to it or replaced in it. Rows are typed
/// already, so checks of how a value was written can find nothing any more: each row passed them, or was rejected,
/// when it came. Rejected rows are no part of a version; the caller adds them with <see cref="CheckMeasure.With"/>.
/// </summary>
public static class MeasureVersion
{
    /// <summary>The table of measured rows that is left on the connection, with fields, bits and <c>row</c>.</summary>
    public const string Table = "_measured";

    /// <param name="rows">A relation with a typed column for every field; other columns stay beside them.</param>
    public static CheckMeasure Run(
        DuckConnection connection, DataContract contract, IReadOnlyDictionary<string, Relation> relations, string rows)
    {
        var plan = PlanOf(connection, contract, relations);
        Prepare(connection, plan, rows);
        var fields = contract.Fields.Select(field => field.Name).ToList();
        using var counted = connection.Query(
            $"select count(*), {string.Join(", ", fields.Select(name => $"count({Column(name)})"))} from {Table}");
        long[] counts = [.. counted.Rows().Single().Select(value => Convert.ToInt64(value, CultureInfo.InvariantCulture))];
        counted.Dispose();
        return CheckRun.Over(connection, plan, Table, counts[0], fields.Zip(counts.Skip(1)).ToDictionary());
    }

    internal static CheckPlan PlanOf(
        DuckConnection connection, DataContract contract, IReadOnlyDictionary<string, Relation> relations)
    {
        var plan = CheckPlan.Of(contract, relations).Proven(connection);
        return new(contract, [
            .. plan.Rows.Select(row => row.NeedsSource ? row with { Failing = "false" } : row),
            .. plan.Sets, .. plan.Tables, .. plan.Skipped]);
    }

    internal static void Prepare(DuckConnection connection, CheckPlan plan, string rows)
    {
        var written = string.Concat(plan.Contract.Fields.Select(field =>
            $", {Column(field.Name)}::varchar as {Written(field.Name)}"));
        var none = string.Join(", ", plan.Contract.Fields.Select(field => Written(field.Name)));
        var bits = plan.BitColumns.Count == 0 ? "" : ",\n" + plan.BitsSql(_ => true);
        connection.Execute(
            $"""
            create or replace temp table {Table} as
            select * exclude ({none}){bits} from (select *{written}, row_number() over () - 1 as row from {rows})
            """);
    }
}
