using Phusa.Catalog.Contracts;
using Phusa.Kernel.Identifiers;
using Phusa.Kernel.Texts;
using Phusa.Quality.Contracts;
using Phusa.Warehouse.Contracts;
using static Phusa.Quality.Checks.SqlValue;

namespace Phusa.Quality.Checks;

/// <summary>The checks that follow from a field's declaration alone: type, presence, limits, pattern, format.</summary>
internal static class FieldChecks
{
    /// <summary>Blanks that are cut off when a value is read.</summary>
    private const string Blanks = "' \u00A0\t'";

    public static IEnumerable<object> Of(Field field) =>
        [.. Typing(field), .. Limits(field), .. Lengths(field), .. Patterns(field), .. Padding(field)];

    private static IEnumerable<RowCheck> Typing(Field field)
    {
        var (typed, written) = (Column(field.Name), Written(field.Name));
        if (ColumnType.Of(field) != "varchar")
        {
            var type = TypeName(field);
            yield return Make(field, "type", QualityCriterion.Clean, T.TypeRule(type), T.TypeFault(type),
                $"{written} is not null and {typed} is null", field.Name);
        }
        else if (Misread(field) is { } failing)
        {
            var type = TypeName(field);
            yield return Make(field, "type", QualityCriterion.Clean, T.TypeRule(type), T.TypeFault(type), failing, field.Name);
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
                $"try_cast({typed} as decimal(38,9)) % {SqlValue.Of(step)} <> 0", field.Name);
        }
    }

    /// <summary>Of a text that must be read as something more than a text.</summary>
    private static string? Misread(Field field) => field.Type switch
    {
        FieldType.Json => $"not json_valid({Column(field.Name)})",
        FieldType.Geometry => $"{Column(field.Name)} is not null and "
            + $"({GeometrySql.X(Column(field.Name))} is null or {GeometrySql.Y(Column(field.Name))} is null)",
        _ => null,
    };

    private static IEnumerable<RowCheck> Lengths(Field field)
    {
        var text = TextOf(field);
        if (field.MinLength is not null || field.MaxLength is not null)
        {
            var faults = new[]
            {
                field.MinLength is { } least ? $"length({text}) < {least}" : null,
                // Characters are counted only where bytes, which are known, are too many.
                field.MaxLength is { } most ? $"(strlen({text}) > {most} and length({text}) > {most})" : null,
            };
            var rule = field.MaxLength is { } limit
                ? T.LengthRule(field.MinLength ?? 0, limit) : T.LengthRuleLow(field.MinLength ?? 0);
            yield return Make(field, "length", QualityCriterion.Clean, rule, T.LengthFault,
                string.Join(" or ", faults.OfType<string>()), field.Name);
        }
    }

    private static IEnumerable<object> Patterns(Field field)
    {
        if (field.Pattern is { } pattern)
        {
            var rule = T.PatternRule(Text.Same(pattern));
            yield return Re2Pattern.Translate(pattern, out var reason) is { } translated
                ? Make(field, "pattern", QualityCriterion.Clean, rule, T.PatternFault,
                    $"not {FullMatch.Sql(TextOf(field), translated)}", field.Name)
                : new SkippedCheck(new Check($"{field.Name}.pattern", "pattern", [field.Name], QualityCriterion.Clean,
                    Severity.Error, rule, T.PatternFault), reason);
        }
        if (field.Format is not { } name)
        {
            yield break;
        }
        // A tax code has a check digit, so a code that fails is wrong and not only badly written.
        var criterion = name == "tax-code" ? QualityCriterion.Correct : QualityCriterion.Clean;
        if (NamedFormat.Find(name) is { } format)
        {
            yield return Make(field, "format", criterion, T.FormatRule(format.Title), T.FormatFault(format.Title),
                $"not {format.Sql(TextOf(field))}", field.Name);
        }
        else
        {
            yield return new SkippedCheck(new Check($"{field.Name}.format", "format", [field.Name], criterion,
                Severity.Error, T.FormatRule(name), T.FormatFault(name)), T.MissingFormat(name));
        }
    }

    private static IEnumerable<RowCheck> Padding(Field field)
    {
        if (field.Type == FieldType.Text)
        {
            var written = Written(field.Name);
            yield return Make(field, "padded", QualityCriterion.Clean, T.PaddedRule, T.PaddedFault,
                $"{written} <> trim({written}, {Blanks})", field.Name, Severity.Warning);
        }
    }

    private static string TextOf(Field field) => field.Type is FieldType.Text or FieldType.Json or FieldType.Geometry
        ? Column(field.Name) : Written(field.Name);

    private static Text TypeName(Field field) => field.Type switch
    {
        FieldType.Integer => T.TypeInteger,
        FieldType.Number or FieldType.Decimal => T.TypeNumber,
        FieldType.Boolean => T.TypeBoolean,
        FieldType.Date => T.TypeDate,
        FieldType.Timestamp => T.TypeTimestamp,
        FieldType.Time => T.TypeTime,
        FieldType.Json => T.TypeJson,
        FieldType.Geometry => T.TypeGeometry,
        _ => T.TypeText,
    };

    private static RowCheck Make(
        Field field, string kind, QualityCriterion criterion, Text rule, Text fault, string failing, string? tests,
        Severity severity = Severity.Error) =>
        new(new Check($"{field.Name}.{kind}", kind, [field.Name], criterion, severity, rule, fault), failing, tests,
            NeedsSource: failing.Contains(Written(field.Name), StringComparison.Ordinal) && kind != "required");
}
