using System.Globalization;
using System.Text.RegularExpressions;
using Phusa.Catalog.Contracts;
using Phusa.Kernel.Texts;
using Phusa.Quality.Contracts;
using static Phusa.Quality.Checks.SqlValue;

namespace Phusa.Quality.Checks;

/// <summary>Values that must stand in a code list or in another dataset.</summary>
internal static partial class ListChecks
{
    /// <param name="relations">Where the served rows of other datasets stand.</param>
    public static IEnumerable<object> Of(Field field, IReadOnlyDictionary<string, Relation> relations)
    {
        if (field.CodeList is { } list)
        {
            var known = relations.TryGetValue(list.Name, out var values);
            var title = values?.Title ?? Text.Same(list.Name);
            var check = new Check($"{field.Name}.codeList", "codeList", [field.Name], QualityCriterion.Consistent,
                Severity.Error, T.ListRule(title), T.ListFault(title));
            yield return known
                ? Among(check, field.Name, values!, values!.Key, Validity(list, values))
                : new SkippedCheck(check, T.MissingDataset(list.Name));
        }
        foreach (var (target, at) in field.References.Where(target => target.Dataset != field.CodeList?.Name).Select((target, at) => (target, at)))
        {
            var name = at == 0 ? $"{field.Name}.reference"
                : string.Create(CultureInfo.InvariantCulture, $"{field.Name}.reference-{at + 1}");
            var known = relations.TryGetValue(target.Dataset, out var rows);
            var title = rows?.Title ?? Text.Same(target.Dataset);
            var check = new Check(name, "reference", [field.Name], QualityCriterion.Consistent,
                Severity.Error, T.ReferenceRule(title), T.ReferenceFault(title));
            yield return known
                ? Among(check, field.Name, rows!, target.Field, null)
                : new SkippedCheck(check, T.MissingDataset(target.Dataset));
        }
    }

    private static SetCheck Among(Check check, string field, Relation target, string column, string? where) => new(check,
        $"""
        select r.row, null::bigint as other from {"{rows}"} r where r.{Column(field)} is not null and not exists (
            select 1 from {target.Sql} t where t.{Column(column)}::varchar = r.{Column(field)}::varchar{where})
        """, field, Alone: true);

    /// <summary>
    /// A list that is dated holds only the values in force at some time of the year or month that the contract names.
    /// </summary>
    private static string? Validity(CodeListReference list, Relation values)
    {
        if (list.Version is null || Dated().Match(list.Version) is not { Success: true } dated
            || !values.Fields.Contains("valid_from") || !values.Fields.Contains("valid_to"))
        {
            return null;
        }
        var year = int.Parse(dated.Groups[1].Value, CultureInfo.InvariantCulture);
        var month = dated.Groups[2].Success ? int.Parse(dated.Groups[2].Value, CultureInfo.InvariantCulture) : 0;
        var from = new DateOnly(year, Math.Max(1, month), 1);
        var to = (month == 0 ? from.AddYears(1) : from.AddMonths(1)).AddDays(-1);
        return $" and (t.valid_from is null or t.valid_from <= {SqlValue.Of(to)})"
            + $" and (t.valid_to is null or t.valid_to >= {SqlValue.Of(from)})";
    }

    [GeneratedRegex("^([12][0-9]{3})(?:-(0[1-9]|1[0-2]))?$")]
    private static partial Regex Dated();
}
