using Phusa.Catalog.Contracts;
using YamlDotNet.RepresentationModel;

namespace Phusa.Catalog.DataContracts;

/// <summary>Makes a contract of a checked tree.</summary>
internal sealed class ContractMapping(Places places)
{
    private readonly HashSet<string> ruleNames = new(StringComparer.Ordinal);

    public DataContract Map(YamlMappingNode root)
    {
        var part = Part.Of(root, "");
        var ours = part.Ours();
        var description = part.Map("description");
        var (table, otherTables) = FirstTable(part);
        table.Text("logicalType");
        var rules = new RuleMapping(places, ruleNames);
        IReadOnlyList<Field> fields = new FieldMapping(places, rules).Map(table.Maps("properties"));
        var sla = new SlaMapping(places).Map(part);
        var contract = new DataContract
        {
            Id = part.Text("id") ?? "",
            Name = part.Text("name") ?? part.Text("id") ?? "",
            Version = Version(part),
            Status = part.Word<ContractStatus>("status") ?? ContractStatus.Draft,
            Domain = part.Text("domain"),
            Purpose = description.Text("purpose"),
            Usage = description.Text("usage"),
            Limitations = description.Text("limitations"),
            TableName = table.Text("name") ?? "",
            Fields = fields,
            Rules = rules.Map(table.Maps("quality"), ""),
            Frequency = sla.Frequency,
            Latency = sla.Latency,
            Retention = sla.Retention,
        };
        contract = new ContractPropertiesMapping(places).Map(contract, ours);
        var (members, team) = TeamMapping.Map(part);
        var rest = Rest(part);
        Keep(rest, "description", description.Rest());
        Keep(rest, "team", team);
        Keep(rest, "slaProperties", sla.Others);
        Keep(rest, "otherTables", otherTables);
        return contract with { Members = members, Other = rest, TableOther = table.Rest() };
    }

    /// <summary>Keys of the file that nothing above has read; those of the format itself are written anew.</summary>
    private static Dictionary<string, object?> Rest(Part part)
    {
        part.Node("apiVersion");
        part.Node("kind");
        return new(part.Rest(), StringComparer.Ordinal);
    }

    private static void Keep(Dictionary<string, object?> rest, string key, object value)
    {
        rest.Remove(key);
        if (value is IReadOnlyDictionary<string, object?> { Count: > 0 } or IReadOnlyList<object?> { Count: > 0 })
        {
            rest[key] = value;
        }
    }

    private static (Part Table, IReadOnlyList<object?> Others) FirstTable(Part part)
    {
        var list = part.Node("schema") as YamlSequenceNode;
        return (Part.Of(list?.FirstOrDefault(), "schema[0]"),
            PlainValue.List((list ?? []).Skip(1).Select(PlainValue.Of)));
    }

    private ContractVersion Version(Part part)
    {
        var text = part.Text("version");
        if (text is not null && !ContractVersion.TryParse(text, out _))
        {
            places.Refuse("version", "contract.version", T.ContractBadVersion(text));
        }
        return ContractVersion.TryParse(text, out var version) ? version : new(1, 0, 0);
    }
}
