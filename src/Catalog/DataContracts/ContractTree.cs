using Phusa.Catalog.Contracts;

namespace Phusa.Catalog.DataContracts;

/// <summary>A contract as the standard lays it out.</summary>
internal static class ContractTree
{
    public static Branch Of(DataContract contract)
    {
        var other = contract.Other;
        return new Branch()
            .Add("apiVersion", "v3.1.0").Add("kind", "DataContract").Add("id", contract.Id)
            .Add("name", contract.Name).Add("version", contract.Version.ToString())
            .AddWord<ContractStatus>("status", contract.Status).Add("domain", contract.Domain)
            .Add("description", new Branch().Add("purpose", contract.Purpose).Add("usage", contract.Usage)
                .Add("limitations", contract.Limitations).AddKept(Branch.Kept(other, "description")))
            .Add("schema", Tables(contract))
            .Add("slaProperties", Sla(contract))
            .Add("team", Team(contract))
            .AddCustom(PropertiesTree.Of(contract), other)
            .AddKept(other, "description", "slaProperties", "team", "customProperties", "otherTables");
    }

    private static List<object?> Tables(DataContract contract)
    {
        var others = contract.Other.GetValueOrDefault("otherTables") as IReadOnlyList<object?> ?? [];
        return contract.TableName.Length == 0 && contract.Fields.Count == 0 ? [.. others] :
        [
            new Branch().Add("name", contract.TableName).Add("logicalType", "object")
                .AddKept(contract.TableOther)
                .Add("properties", contract.Fields.Select(FieldTree.Of).ToList())
                .Add("quality", contract.Rules.Select(RuleTree.Of).ToList()),
            .. others,
        ];
    }

    private static List<object?> Sla(DataContract contract)
    {
        var entries = (contract.Other.GetValueOrDefault("slaProperties") as IReadOnlyList<object?> ?? []).ToList();
        foreach (var (name, span) in new[]
        {
            ("retention", contract.Retention), ("latency", contract.Latency), ("frequency", contract.Frequency),
        })
        {
            var kept = entries.OfType<IReadOnlyDictionary<string, object?>>().FirstOrDefault(entry =>
                entry.GetValueOrDefault("property") as string == name && !entry.ContainsKey("value"));
            if (kept is not null)
            {
                entries.Remove(kept);
            }
            if (span is not null)
            {
                entries.Insert(0, new Branch().Add("property", name).Add("value", span.Value)
                    .Add("unit", Unit(span.Unit)).AddKept(kept ?? PlainValues.None));
            }
        }
        return entries;
    }

    private static string Unit(FrequencyUnit unit) => SlaMapping.Units.First(pair => pair.Value == unit).Key;

    private static Branch Team(DataContract contract) => new Branch()
        .AddKept(Branch.Kept(contract.Other, "team"))
        .Add("members", contract.Members.Select(member => new Branch()
            .Add("username", member.Username).Add("name", member.Name).Add("role", member.Role)
            .Add("dateIn", member.DateIn).Add("dateOut", member.DateOut).AddKept(member.Other)).ToList());
}
