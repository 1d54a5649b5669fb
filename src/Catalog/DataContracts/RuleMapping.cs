using System.Globalization;
using Phusa.Catalog.Contracts;
using Phusa.Kernel.Texts;
using YamlDotNet.RepresentationModel;

namespace Phusa.Catalog.DataContracts;

/// <summary>Reads quality rules of a table or a field and gives a name to those that have none.</summary>
internal sealed class RuleMapping(Places places, HashSet<string> names)
{
    private static readonly string[] Mild = ["warning", "warn", "info", "information", "low", "minor", "notice"];

    public IReadOnlyList<QualityRule> Map(IEnumerable<Part> parts, string field) =>
        [.. parts.Select(part => One(part, field))];

    /// <summary>The criterion a dimension of the standard speaks for.</summary>
    public static QualityCriterion? CriterionOf(string? dimension) => dimension switch
    {
        "accuracy" => QualityCriterion.Correct,
        "completeness" or "coverage" => QualityCriterion.Complete,
        "conformity" or "uniqueness" => QualityCriterion.Clean,
        "timeliness" => QualityCriterion.Live,
        "consistency" => QualityCriterion.Consistent,
        _ => null,
    };

    private QualityRule One(Part part, string field)
    {
        var ours = part.Ours();
        var metric = part.Text("metric") ?? part.Text("rule");
        var type = part.Word<RuleType>("type") ?? RuleType.Library;
        var dimension = part.Text("dimension");
        var rule = new QualityRule
        {
            Name = part.Text("name") ?? "",
            Type = type,
            Metric = metric,
            Arguments = Plain(part.Node("arguments")),
            Query = part.Text("query"),
            Bound = BoundOf(part),
            Unit = UnitOf(part),
            Severity = Mild.Contains(part.Text("severity") ?? "", StringComparer.OrdinalIgnoreCase)
                ? Severity.Warning : Severity.Error,
            Dimension = dimension,
            Criterion = ours.Word<QualityCriterion>("criterion") ?? CriterionOf(dimension),
            Description = part.Text("description"),
            MessageVi = ours.Text("messageVi"),
            MessageEn = ours.Text("messageEn"),
            Engine = part.Text("engine"),
        };
        rule = WithImplementation(rule, part.Node("implementation"));
        Require(rule, part);
        names.Add(rule.Name);
        return rule with { Name = rule.Name.Length > 0 ? rule.Name : NameFor(rule, field), Other = part.Rest() };
    }

    private static QualityRule WithImplementation(QualityRule rule, YamlNode? node)
    {
        if (node is null || rule.Engine != "phusa")
        {
            return node is null ? rule : rule with { Implementation = PlainValue.Of(node) };
        }
        var arguments = Plain(node);
        return rule with
        {
            Kind = arguments.GetValueOrDefault("kind") as string,
            Arguments = PlainValue.Map(arguments.Where(pair => pair.Key != "kind")),
        };
    }

    /// <summary>Each type of rule needs keys of its own.</summary>
    private void Require(QualityRule rule, Part part)
    {
        (string Key, bool Given)[] needed = rule.Type switch
        {
            RuleType.Library => [("metric", rule.Metric is not null)],
            RuleType.Sql => [("query", rule.Query is not null)],
            RuleType.Custom =>
                [("engine", part.Has("engine")), ("implementation", part.Has("implementation"))],
            _ => [],
        };
        foreach (var (key, _) in needed.Where(one => !one.Given))
        {
            places.Refuse($"{part.Path}.{key}", "contract.missing-key",
                T.ContractRuleNeeds(Word.Of(rule.Type), key));
        }
    }

    private Bound? BoundOf(Part part)
    {
        var given = RuleShapes.Operators.Where(key => part.Has(key.Name)).ToList();
        if (given.Count > 1)
        {
            places.Refuse($"{part.Path}.{given[1].Name}", "contract.two-bounds",
                T.ContractTwoBounds(given[0].Name, given[1].Name));
        }
        return given.Count == 0 ? null : Single(part, given[0].Name);
    }

    private Bound? Single(Part part, string key)
    {
        if (key is not ("mustBeBetween" or "mustNotBeBetween"))
        {
            var name = key == "mustBe" ? "Be" : key == "mustNotBe" ? "NotBe" : key["mustBe".Length..];
            return part.Number(key) is { } value ? new(Enum.Parse<BoundOperator>(name), value) : null;
        }
        var ends = part.Node(key) is YamlSequenceNode list
            ? list.Select(node => PlainValue.Of(node) as decimal?).ToList() : [];
        if (ends is [{ } low, { } high] && low < high)
        {
            return new(key == "mustBeBetween" ? BoundOperator.Between : BoundOperator.NotBetween, low, high);
        }
        places.Refuse($"{part.Path}.{key}", "contract.bad-between", T.ContractBadBetween(key));
        return null;
    }

    private static RuleUnit UnitOf(Part part)
    {
        var unit = part.Word<RuleUnit>("unit");
        if (unit is null)
        {
            part.Release("unit");
        }
        return unit ?? RuleUnit.Rows;
    }

    private string NameFor(QualityRule rule, string field)
    {
        var stem = Places.Join(field, rule.Kind ?? rule.Metric ?? Word.Of(rule.Type));
        var name = stem;
        for (var i = 2; !names.Add(name); i++)
        {
            name = string.Create(CultureInfo.InvariantCulture, $"{stem}-{i}");
        }
        return name;
    }

    private static IReadOnlyDictionary<string, object?> Plain(YamlNode? node) =>
        node is YamlMappingNode map ? (IReadOnlyDictionary<string, object?>)PlainValue.Of(map)! : PlainValue.Map([]);
}
