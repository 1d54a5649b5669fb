using Phusa.Catalog.Contracts;
using Phusa.Kernel.Texts;

namespace Phusa.OpenData.DatasetPages;

/// <summary>What a contract asks of a field, in a few words each.</summary>
internal static class FieldRules
{
    public static IEnumerable<string> Of(Field field)
    {
        IEnumerable<(bool Holds, Text Words)> rules =
        [
            (field.IsKey, T.RuleKey),
            (field.Required && !field.IsKey, T.RuleRequired),
            (field.Unique && !field.IsKey, T.RuleUnique),
            (field.Minimum is not null, T.RuleMinimum(field.Minimum)),
            (field.Maximum is not null, T.RuleMaximum(field.Maximum)),
            (field.ExclusiveMinimum is not null, T.RuleAbove(field.ExclusiveMinimum)),
            (field.ExclusiveMaximum is not null, T.RuleBelow(field.ExclusiveMaximum)),
            (field.MaxLength is not null, T.RuleLongest(field.MaxLength)),
            (field.Format is not null, T.RuleFormat(field.Format)),
            (field.Pattern is not null, T.RulePattern(field.Pattern)),
            (field.AcceptedValues.Count > 0, T.RuleValues(string.Join(", ", field.AcceptedValues.Take(8)))),
        ];
        return rules.Where(rule => rule.Holds).Select(rule => rule.Words.ToString());
    }
}
