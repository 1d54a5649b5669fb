using Phusa.Catalog.Contracts;

namespace Phusa.Catalog.DataContracts;

/// <summary>A quality rule as the standard lays it out.</summary>
internal static class RuleTree
{
    public static Branch Of(QualityRule rule)
    {
        var ours = new Branch()
            .AddWord("criterion", rule.Criterion == RuleMapping.CriterionOf(rule.Dimension) ? null : rule.Criterion)
            .Add("messageVi", rule.MessageVi).Add("messageEn", rule.MessageEn);
        var branch = new Branch()
            .Add("name", rule.Name).AddWord<RuleType>("type", rule.Type).Add("description", rule.Description)
            .Add("dimension", rule.Dimension).Add("metric", rule.Metric)
            .Add("arguments", rule.Kind is null ? rule.Arguments : null).Add("query", rule.Query)
            .Add("engine", rule.Engine).Add("implementation", Implementation(rule));
        if (rule.Bound is { } bound)
        {
            branch.Add(OperatorOf(bound.Operator), bound.Upper is { } upper
                ? new List<object?> { bound.Value, upper } : bound.Value);
        }
        return branch
            .Add("unit", rule.Unit == RuleUnit.Percent ? "percent" : null)
            .Add("severity", rule.Severity == Severity.Warning ? "warning" : null)
            .AddCustom(ours, rule.Other).AddKept(rule.Other, "customProperties");
    }

    private static object? Implementation(QualityRule rule) => rule.Kind is null ? rule.Implementation
        : new Branch().Add("kind", rule.Kind).AddKept(rule.Arguments);

    private static string OperatorOf(BoundOperator one) => one switch
    {
        BoundOperator.Between => "mustBeBetween",
        BoundOperator.NotBetween => "mustNotBeBetween",
        BoundOperator.NotBe => "mustNotBe",
        _ => one == BoundOperator.Be ? "mustBe" : $"mustBe{one}",
    };
}
