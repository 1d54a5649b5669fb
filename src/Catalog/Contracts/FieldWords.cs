using Phusa.Kernel.Identifiers;
using Phusa.Kernel.Texts;

namespace Phusa.Catalog.Contracts;

/// <summary>What a contract asks of a field, in a few words each.</summary>
public static class FieldWords
{
    /// <summary>Accepted values named one by one; of more, the first.</summary>
    private const int ValuesTold = 8;

    public static Text Type(Field field) => Type(field.Type);

    public static Text Type(FieldType type) => type switch
    {
        FieldType.Integer => T.FieldTypeInteger,
        FieldType.Number or FieldType.Decimal => T.FieldTypeNumber,
        FieldType.Boolean => T.FieldTypeBoolean,
        FieldType.Date => T.FieldTypeDate,
        FieldType.Timestamp => T.FieldTypeTimestamp,
        FieldType.Time => T.FieldTypeTime,
        FieldType.Json => T.FieldTypeJson,
        FieldType.Geometry => T.FieldTypeGeometry,
        _ => T.FieldTypeText,
    };

    public static IReadOnlyList<Text> Rules(Field field)
    {
        IEnumerable<(bool Holds, Text Words)> rules =
        [
            (field.IsKey, T.FieldRuleKey),
            (field.Required && !field.IsKey, T.FieldRuleRequired),
            (field.Unique && !field.IsKey, T.FieldRuleUnique),
            (field.Minimum is not null, T.FieldRuleMinimum(field.Minimum)),
            (field.Maximum is not null, T.FieldRuleMaximum(field.Maximum)),
            (field.ExclusiveMinimum is not null, T.FieldRuleAbove(field.ExclusiveMinimum)),
            (field.ExclusiveMaximum is not null, T.FieldRuleBelow(field.ExclusiveMaximum)),
            (field.MaxLength is not null, T.FieldRuleLongest(field.MaxLength)),
            (field.Format is not null, T.FieldRuleFormat(Format(field.Format))),
            (field.Pattern is not null, T.FieldRulePattern(field.Pattern)),
            (field.AcceptedValues.Count > 0, T.FieldRuleValues(Some(field.AcceptedValues))),
        ];
        return [.. rules.Where(rule => rule.Holds).Select(rule => rule.Words)];
    }

    private static Text Format(string? name) =>
        name is not null && NamedFormat.Find(name) is { } format ? format.Title : Text.Same(name ?? "");

    private static string Some(IReadOnlyList<string> values) =>
        string.Join(", ", values.Take(ValuesTold)) + (values.Count > ValuesTold ? ", …" : "");
}
