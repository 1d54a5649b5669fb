using System.Globalization;
using Phusa.Catalog.Contracts;
using Phusa.Kernel.Vietnamese;

namespace Phusa.Catalog.DataContracts;

/// <summary>Quality rules that could never run or never hold.</summary>
internal static class CheckRules
{
    private static readonly string[] FieldArguments = ["field", "left"];

    public static void Check(DataContract contract, Findings findings)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (index, rule) in contract.Rules.Index())
        {
            var path = string.Create(CultureInfo.InvariantCulture, $"schema[0].quality[{index}]");
            CheckOne(contract, rule, path, names, findings);
            if (rule.Metric is "nullValues" or "missingValues" or "invalidValues")
            {
                findings.Refuse(path + ".metric", "contract.metric-needs-field",
                    T.ContractMetricNeedsField(rule.Metric));
            }
        }
        foreach (var (at, field) in contract.Fields.Index())
        {
            foreach (var (index, rule) in field.Rules.Index())
            {
                var path = string.Create(CultureInfo.InvariantCulture, $"{Findings.FieldPath(at)}.quality[{index}]");
                CheckOne(contract, rule, path, names, findings);
            }
        }
    }

    private static void CheckOne(
        DataContract contract, QualityRule rule, string path, HashSet<string> names, Findings findings)
    {
        if (!names.Add(rule.Name))
        {
            findings.Refuse(path + ".name", "contract.repeated-check", T.ContractRepeatedCheck(rule.Name));
        }
        if (rule is { Unit: RuleUnit.Percent, Bound: { } bound } && (bound.Value is < 0 or > 100 || bound.Upper > 100))
        {
            findings.Refuse(path, "contract.percent-bound", T.ContractPercentBound(rule.Name));
        }
        if (rule is { Kind: { } kind } && !CheckKinds.All.Contains(kind))
        {
            findings.Refuse(path + ".implementation.kind", "contract.unknown-kind", T.ContractUnknownKind(
                kind, Wording.Suggestion(NearestWord.To(kind, CheckKinds.All))));
        }
        CheckInvalidValues(rule, path, findings);
        CheckArguments(contract, rule, path, findings);
    }

    private static void CheckInvalidValues(QualityRule rule, string path, Findings findings)
    {
        if (rule.Metric != "invalidValues")
        {
            return;
        }
        if (!rule.Arguments.ContainsKey("validValues") && !rule.Arguments.ContainsKey("pattern"))
        {
            findings.Refuse(path + ".arguments", "contract.invalid-values", T.ContractInvalidValues);
        }
        if (rule.Arguments.GetValueOrDefault("pattern") is string pattern
            && Re2Pattern.Translate(pattern, out var reason) is null)
        {
            findings.Refuse(path + ".arguments.pattern", "contract.pattern", T.ContractPattern(pattern, reason));
        }
    }

    private static void CheckArguments(DataContract contract, QualityRule rule, string path, Findings findings)
    {
        var inner = path + (rule.Kind is null ? ".arguments" : ".implementation");
        foreach (var key in FieldArguments.Where(rule.Arguments.ContainsKey))
        {
            findings.NeedField(contract, rule.Arguments[key] as string, $"{inner}.{key}");
        }
        if (rule.Arguments.GetValueOrDefault("fields") is IReadOnlyList<object?> fields)
        {
            findings.NeedFields(contract, fields.OfType<string>(), inner + ".fields");
        }
        if (rule.Metric == "duplicateValues"
            && rule.Arguments.GetValueOrDefault("properties") is IReadOnlyList<object?> properties)
        {
            findings.NeedFields(contract, properties.OfType<string>(), inner + ".properties");
        }
    }
}
