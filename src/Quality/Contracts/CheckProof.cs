using Phusa.Catalog.Contracts;
using Phusa.Kernel.Texts;
using Phusa.Quality.Checks;
using Phusa.Warehouse.Contracts;
using Phusa.Warehouse.DuckDb;
using static Phusa.Quality.Checks.SqlValue;

namespace Phusa.Quality.Contracts;

/// <summary>
/// Proves a plan before it runs: SQL of the contract passes the gate, and every check can be planned by DuckDB over
/// the contract's columns. What cannot is shown as not measured with the reason, instead of ending the whole load.
/// </summary>
public static class CheckProof
{
    public static CheckPlan Proven(this CheckPlan plan, DuckConnection connection)
    {
        var sample = Sample(plan.Contract);
        var ours = string.Join(" or ", plan.Rows.Where(row => row.Written is null).Select(row => $"({row.Failing})").DefaultIfEmpty("true"));
        var areOursSound = IsPlanned(connection, $"select true from {sample} where {ours}");
        return new(plan.Contract,
        [
            .. plan.Rows.Select(row => areOursSound && row.Written is null ? row : Proven(row, row.Check,
                () => row.Written is { } written ? SqlGate.RefuseExpression(connection, written) : null,
                () => connection.Describe($"select case when {row.Failing} then 1 else 0 end from {sample}"))),
            .. plan.Sets.Select(set => Proven(set, set.Check,
                () => set.Written is { } written ? SqlGate.RefuseQuery(connection, written) : null,
                () => connection.Describe($"select row::bigint, other::bigint from ({Over(set.Failing, sample)})"))),
            .. plan.Tables.Select(table => Proven(table, table.Check,
                () => table.Written is { } written ? SqlGate.RefuseQuery(connection, written) : null,
                () => connection.Describe($"select ({Over(table.Measure, sample)})::double"))),
            .. plan.Skipped,
        ]);
    }

    /// <summary>Our own row checks are planned together; only when that fails is the one at fault sought.</summary>
    private static bool IsPlanned(DuckConnection connection, string sql)
    {
        try
        {
            connection.Describe(sql);
            return true;
        }
        catch (DuckException error) when (!error.IsFatal)
        {
            return false;
        }
    }

    internal static string Over(string sql, string rows) => sql.Replace("{rows}", rows, StringComparison.Ordinal);

    /// <summary>What DuckDB said, without the excerpt of the statement that follows.</summary>
    internal static Text Said(DuckException error) => T.MissingSql(error.Message.Split('\n')[0].Trim());

    private static object Proven(object made, Check check, Func<Text?> gate, Action plan)
    {
        try
        {
            if (gate() is { } refusal)
            {
                return new SkippedCheck(check, refusal);
            }
            plan();
            return made;
        }
        catch (DuckException error) when (!error.IsFatal)
        {
            return new SkippedCheck(check, Said(error));
        }
    }

    /// <summary>No rows, but every column that a check may name.</summary>
    private static string Sample(DataContract contract) => "(select " + string.Join(", ", contract.Fields
        .Select(field => $"null::{ColumnType.Of(field)} as {Column(field.Name)}, null::varchar as {Written(field.Name)}")
        .Append("null::bigint as row")) + ")";
}
