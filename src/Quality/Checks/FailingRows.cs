using Phusa.Catalog.Contracts;
using Phusa.Quality.Contracts;
using static Phusa.Quality.Checks.SqlValue;

namespace Phusa.Quality.Checks;

/// <summary>The rows at fault under one check, as SQL.</summary>
/// <param name="Judges">What decides whether a row is at fault.</param>
/// <param name="Written">The part of that which stands in the contract, where names need no quotes.</param>
internal sealed record FailingRows(Check Check, string Sql, string Judges, string? Written)
{
    /// <summary>Null for a check of the table as a whole, or one that cannot be made.</summary>
    /// <param name="source">Typed rows with their number as <c>row</c>.</param>
    public static FailingRows? Of(CheckPlan plan, DataContract contract, string check, string source)
    {
        if (plan.Rows.FirstOrDefault(row => row.Check.Name == check) is { } row)
        {
            var texts = string.Concat(contract.Fields.Select(
                field => $", {Column(field.Name)}::varchar as {SqlValue.Written(field.Name)}"));
            return new(row.Check, $"select * from (select *{texts} from {source}) where {row.Failing}", row.Failing, row.Written);
        }
        return plan.Sets.FirstOrDefault(set => set.Check.Name == check) is { } found
            ? new(found.Check, $"select s.* from {source} s semi join ({CheckProof.Over(found.Failing, source)}) f on s.row = f.row",
                found.Failing, found.Written)
            : null;
    }

    public bool LooksAt(Field field) => Check.Fields.Contains(field.Name)
        || Judges.Contains(Column(field.Name), StringComparison.Ordinal)
        || Judges.Contains(SqlValue.Written(field.Name), StringComparison.Ordinal)
        || Written?.Contains(field.Name, StringComparison.OrdinalIgnoreCase) == true;
}
