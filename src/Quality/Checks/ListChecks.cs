using System.Globalization;
using Phusa.Catalog.Contracts;
using Phusa.Quality.Contracts;
using static Phusa.Quality.Checks.SqlValue;

namespace Phusa.Quality.Checks;

/// <summary>Values that must stand in a code list or in another dataset.</summary>
internal static class ListChecks
{
    /// <param name="relations">Where the served rows of other datasets stand.</param>
    public static IEnumerable<object> Of(Field field, IReadOnlyDictionary<string, Relation> relations)
    {
        if (field.CodeList is { } list)
        {
            var check = new Check($"{field.Name}.codeList", "codeList", [field.Name], QualityCriterion.Consistent,
                Severity.Error, T.ListRule(list.Name), T.ListFault(list.Name));
            yield return relations.TryGetValue(list.Name, out var values)
                ? Among(check, field.Name, values, values.Key, Validity(list, values))
                : new SkippedCheck(check, T.MissingDataset(list.Name));
        }
        foreach (var target in field.References.Where(target => target.Dataset != field.CodeList?.Name))
        {
            var check = new Check($"{field.Name}.reference", "reference", [field.Name], QualityCriterion.Consistent,
                Severity.Error, T.ReferenceRule(target.ToString()), T.ReferenceFault(target.ToString()));
            yield return relations.TryGetValue(target.Dataset, out var rows)
                ? Among(check, field.Name, rows, target.Field, null)
                : new SkippedCheck(check, T.MissingDataset(target.Dataset));
        }
    }

    private static SetCheck Among(Check check, string field, Relation target, string column, string? where) => new(check,
        $"""
        select row, null::bigint as other from {"{rows}"} where {Column(field)} is not null and not exists (
            select 1 from {target.Sql} t where t.{Column(column)}::varchar = {Column(field)}::varchar{where})
        """, field);

    /// <summary>A list that is dated holds only the values in force in the year that the contract names.</summary>
    private static string? Validity(CodeListReference list, Relation values) =>
        int.TryParse(list.Version, NumberStyles.None, CultureInfo.InvariantCulture, out var year)
        && values.Fields.Contains("valid_from") && values.Fields.Contains("valid_to")
            ? string.Create(CultureInfo.InvariantCulture,
                $" and (t.valid_from is null or t.valid_from <= date '{year}-12-31') and (t.valid_to is null or t.valid_to >= date '{year}-01-01')")
            : null;
}

/// <summary>The served rows of a dataset, as SQL can read them.</summary>
/// <param name="Sql">A table or a parenthesised query.</param>
/// <param name="Key">The first key field, by which a code list is looked up.</param>
public sealed record Relation(string Sql, string Key, IReadOnlyList<string> Fields);
