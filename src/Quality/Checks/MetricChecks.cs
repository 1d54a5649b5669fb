using System.Globalization;
using Phusa.Catalog.Contracts;
using Phusa.Kernel.Identifiers;
using Phusa.Kernel.Texts;
using static Phusa.Quality.Checks.SqlValue;

namespace Phusa.Quality.Checks;

/// <summary>
/// The standard's library: nullValues, missingValues, invalidValues, duplicateValues, rowCount. A rule that tolerates
/// nothing judges row by row where it can, so that it names the rows; one with a tolerance counts.
/// </summary>
internal static class MetricChecks
{
    private static readonly Bound Nothing = new(BoundOperator.Be, 0);

    public static object? Of(Field? field, QualityRule rule) => (rule.Metric, field) switch
    {
        ("rowCount", _) => new TableCheck(
            RuleChecks.Describe(rule, field, "rowCount", T.RowsRule(Bounds.Word(rule.Bound ?? Nothing)), T.TableFault),
            "select count(*) from {rows}", rule.Bound ?? Nothing, false, false),
        ("nullValues" or "missingValues", not null) => Empty(field, rule),
        ("duplicateValues", _) => Duplicates(field, rule),
        ("invalidValues", not null) => Invalid(field, rule),
        _ => null,
    };

    private static object Empty(Field field, QualityRule rule)
    {
        var missing = (rule.Arguments.GetValueOrDefault("missingValues") as IReadOnlyList<object?> ?? [])
            .Select(value => Convert.ToString(value, CultureInfo.InvariantCulture)).OfType<string>().ToList();
        var failing = missing.Count == 0 ? $"{Column(field.Name)} is null"
            : $"({Column(field.Name)} is null or {Column(field.Name)}::varchar in ({List(missing)}))";
        return Made(field, rule, rule.Metric!, T.RequiredRule, T.RequiredFault, failing, null);
    }

    private static object? Invalid(Field field, QualityRule rule)
    {
        if (rule.Arguments.GetValueOrDefault("pattern") is string pattern)
        {
            return Re2Pattern.Translate(pattern, out var reason) is { } translated
                ? Made(field, rule, "invalidValues", T.PatternRule(Text.Same(pattern)), T.PatternFault,
                    $"not {FullMatch.Sql($"{Column(field.Name)}::varchar", translated)}", field.Name)
                : new SkippedCheck(RuleChecks.Describe(rule, field, "invalidValues", T.PatternRule(Text.Same(pattern)), T.PatternFault), reason);
        }
        var values = (rule.Arguments.GetValueOrDefault("validValues") as IReadOnlyList<object?> ?? [])
            .Where(value => value is not null).ToList();
        return values.Count == 0 ? null
            : Made(field, rule, "accepted", T.AcceptedRule(Text.Same(Shown(values))), T.AcceptedFault, Outside(field, values), field.Name);
    }

    private static TableCheck Duplicates(Field? field, QualityRule rule)
    {
        IReadOnlyList<string> names = field is not null ? [field.Name]
            : [.. (rule.Arguments.GetValueOrDefault("properties") as IReadOnlyList<object?> ?? []).OfType<string>()];
        var bound = rule.Bound ?? Nothing;
        return names.Count == 0
            ? throw new InvalidDataException($"Rule {rule.Name} needs the argument properties")
            : new(RuleChecks.Describe(rule, field, "duplicateValues", T.TableRule(Bounds.Word(bound)), T.TableFault, names),
                $"select count(*) from ({KeyChecks.Repeated(names)})", bound, true, rule.Unit == RuleUnit.Percent);
    }

    private static object Made(Field field, QualityRule rule, string kind, Text expected, Text fault, string failing, string? tests)
    {
        if (rule.Bound is null || rule.Bound == Nothing)
        {
            return new RowCheck(RuleChecks.Describe(rule, field, kind, expected, fault), failing, tests);
        }
        return new TableCheck(RuleChecks.Describe(rule, field, kind, T.TableRule(Bounds.Word(rule.Bound)), T.TableFault),
            $"select count(*) filter (where {failing}) from {{rows}}", rule.Bound, true, rule.Unit == RuleUnit.Percent);
    }

    /// <summary>Numbers are compared as numbers: 1 and 1.0 are the same value.</summary>
    private static string Outside(Field field, IReadOnlyList<object?> values)
    {
        var numbers = values.Select(value => value as decimal? ?? (decimal.TryParse(
            value as string, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null)).ToList();
        return field.Type is FieldType.Integer or FieldType.Number or FieldType.Decimal && numbers.All(number => number is not null)
            ? $"{Column(field.Name)} not in ({List(numbers.Cast<object?>())})"
            : $"{Column(field.Name)}::varchar not in ({List(values.Select(value => (object?)Word(value)))})";
    }

    private static string Word(object? value) => value is bool flag ? (flag ? "true" : "false")
        : Convert.ToString(value, CultureInfo.InvariantCulture)!;

    private static string Shown(List<object?> values) =>
        string.Join(", ", values.Take(12).Select(Word)) + (values.Count > 12 ? "…" : "");
}
