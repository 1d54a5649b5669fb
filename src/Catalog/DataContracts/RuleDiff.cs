using System.Text.Json;
using Phusa.Catalog.Contracts;
using Phusa.Kernel.Texts;

namespace Phusa.Catalog.DataContracts;

/// <summary>
/// What changes about the checks. They measure; whether a measured fault stops a load is the gate's affair, so a
/// change of checks breaks nobody.
/// </summary>
internal static class RuleDiff
{
    public static void Compare(
        IReadOnlyList<QualityRule> before, IReadOnlyList<QualityRule> after, string path, Changes changes)
    {
        foreach (var rule in before)
        {
            var now = after.FirstOrDefault(one => one.Name == rule.Name);
            if (now is null)
            {
                changes.Fits($"{path}.checks.{rule.Name}", rule.Name, null);
            }
            else
            {
                changes.Fits($"{path}.checks.{rule.Name}", Working(rule), Working(now));
                changes.Words($"{path}.checks.{rule.Name}.message",
                    $"{rule.MessageVi} {rule.MessageEn} {rule.Description}".Trim(),
                    $"{now.MessageVi} {now.MessageEn} {now.Description}".Trim());
            }
        }
        foreach (var rule in after.Where(rule => before.All(one => one.Name != rule.Name)))
        {
            changes.Fits($"{path}.checks.{rule.Name}", null, rule.Name);
        }
    }

    /// <summary>Everything of a rule that decides its result.</summary>
    private static string Working(QualityRule rule) => string.Join(' ', new[]
    {
        Word.Of(rule.Type), rule.Metric, rule.Kind, rule.Engine, rule.Query, rule.Bound?.ToString(),
        Word.Of(rule.Unit), Word.Of(rule.Severity), rule.Criterion?.ToString(),
        rule.Arguments.Count == 0 ? null : JsonSerializer.Serialize(rule.Arguments, ContractJson.Readable),
        rule.Implementation is null ? null : JsonSerializer.Serialize(rule.Implementation, ContractJson.Readable),
    }.Where(part => part is not null));
}
