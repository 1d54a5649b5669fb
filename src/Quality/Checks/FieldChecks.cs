using Phusa.Catalog.Contracts;
using Phusa.Kernel.Identifiers;
using Phusa.Kernel.Texts;
using Phusa.Quality.Contracts;
using Phusa.Warehouse.Contracts;
using Phusa.Warehouse.DuckDb;
using static Phusa.Quality.Checks.SqlValue;

namespace Phusa.Quality.Checks;

/// <summary>The checks that follow from a field's declaration alone: type, presence, limits, pattern, format.</summary>
internal static class FieldChecks
{
    public static IEnumerable<RowCheck> Of(Field field) =>
        [.. Typing(field), .. Limits(field), .. Wording(field), .. Accepted(field)];

    private static IEnumerable<RowCheck> Typing(Field field)
    {
        var (typed, written) = (Column(field.Name), Written(field.Name));
        if (ColumnType.Of(field) != "varchar")
        {
            var type = TypeName(field);
            yield return Make(field, "type", QualityCriterion.Clean, T.TypeRule(type), T.TypeFault(type),
                $"{written} is not null and {typed} is null", field.Name);
        }
        if (field.Required || field.IsKey)
        {
            yield return Make(field, "required", QualityCriterion.Complete, T.RequiredRule, T.RequiredFault,
                $"{written} is null", null);
        }
    }

    private static IEnumerable<RowCheck> Limits(Field field)
    {
        var typed = Column(field.Name);
        var (low, high) = (field.Minimum ?? field.ExclusiveMinimum, field.Maximum ?? field.ExclusiveMaximum);
        var faults = new[]
        {
            field.Minimum is null ? null : $"{typed} < {SqlValue.Of(field.Minimum)}",
            field.ExclusiveMinimum is null ? null : $"{typed} <= {SqlValue.Of(field.ExclusiveMinimum)}",
            field.Maximum is null ? null : $"{typed} > {SqlValue.Of(field.Maximum)}",
            field.ExclusiveMaximum is null ? null : $"{typed} >= {SqlValue.Of(field.ExclusiveMaximum)}",
        };
        if (low is not null || high is not null)
        {
            var rule = high is null ? T.RangeRuleLow(Shown(low))
                : low is null ? T.RangeRuleHigh(Shown(high)) : T.RangeRule(Shown(low), Shown(high));
            yield return Make(field, "range", QualityCriterion.Correct, rule, T.RangeFault,
                string.Join(" or ", faults.OfType<string>()), field.Name);
        }
        if (field.MultipleOf is { } step)
        {
            yield return Make(field, "multipleOf", QualityCriterion.Correct, T.MultipleRule(step), T.MultipleFault(step),
                $"{typed}::decimal(38,9) % {SqlValue.Of(step)} <> 0", field.Name);
        }
    }

    private static IEnumerable<RowCheck> Wording(Field field)
    {
        var text = field.Type == FieldType.Text ? Column(field.Name) : Written(field.Name);
        if (field.MinLength is not null || field.MaxLength is not null)
        {
            var faults = new[]
            {
                field.MinLength is { } least ? $"length({text}) < {least}" : null,
                // Characters are counted only where bytes, which are known, are too many.
                field.MaxLength is { } most ? $"(strlen({text}) > {most} and length({text}) > {most})" : null,
            };
            yield return Make(field, "length", QualityCriterion.Clean,
                T.LengthRule(field.MinLength ?? 0, field.MaxLength is { } limit ? limit : "∞"), T.LengthFault,
                string.Join(" or ", faults.OfType<string>()), field.Name);
        }
        if (field.Pattern is { } pattern)
        {
            yield return Make(field, "pattern", QualityCriterion.Clean, T.PatternRule(Text.Same(pattern)), T.PatternFault,
                $"not regexp_full_match({text}, {DuckSql.Literal(pattern)})", field.Name);
        }
        if (field.Format is { } name && NamedFormat.Find(name) is { } format)
        {
            // A tax code has a check digit, so a code that fails is wrong and not only badly written.
            var criterion = name == "tax-code" ? QualityCriterion.Correct : QualityCriterion.Clean;
            yield return Make(field, "format", criterion, T.FormatRule(format.Title), T.FormatFault(format.Title),
                $"not {format.Sql(text)}", field.Name);
        }
        if (field.Type == FieldType.Text)
        {
            yield return Make(field, "padded", QualityCriterion.Clean, T.PaddedRule, T.PaddedFault,
                $"{Written(field.Name)} <> trim({Written(field.Name)})", field.Name, Severity.Warning);
        }
    }

    private static IEnumerable<RowCheck> Accepted(Field field)
    {
        if (field.AcceptedValues is { Count: > 0 } values)
        {
            yield return Make(field, "accepted", QualityCriterion.Consistent,
                T.AcceptedRule(Text.Same(string.Join(", ", values.Take(12)) + (values.Count > 12 ? "…" : ""))),
                T.AcceptedFault, $"{Column(field.Name)}::varchar not in ({List(values)})", field.Name);
        }
    }

    private static Text TypeName(Field field) => field.Type switch
    {
        FieldType.Integer => T.TypeInteger,
        FieldType.Number or FieldType.Decimal => T.TypeNumber,
        FieldType.Boolean => T.TypeBoolean,
        FieldType.Date => T.TypeDate,
        FieldType.Timestamp => T.TypeTimestamp,
        FieldType.Time => T.TypeTime,
        _ => T.TypeText,
    };

    private static RowCheck Make(
        Field field, string kind, QualityCriterion criterion, Text rule, Text fault, string failing, string? tests,
        Severity severity = Severity.Error) =>
        new(new Check($"{field.Name}.{kind}", kind, [field.Name], criterion, severity, rule, fault), failing, tests);
}
