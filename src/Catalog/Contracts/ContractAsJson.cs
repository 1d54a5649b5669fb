using System.Text.Json.Nodes;
using Phusa.Catalog.DataContracts;

namespace Phusa.Catalog.Contracts;

/// <summary>A contract as JSON: the same keys and values as its canonical YAML.</summary>
public static class ContractAsJson
{
    public static JsonNode Write(DataContract contract) => Node(ContractTree.Of(contract))!;

    private static JsonNode? Node(object? value) => value switch
    {
        null => null,
        Branch branch => new JsonObject(branch.Pairs.Select(pair => KeyValuePair.Create(pair.Key, Node(pair.Value)))),
        IReadOnlyDictionary<string, object?> map =>
            new JsonObject(map.Select(pair => KeyValuePair.Create(pair.Key, Node(pair.Value)))),
        string text => JsonValue.Create(text),
        System.Collections.IEnumerable list => new JsonArray([.. list.Cast<object?>().Select(Node)]),
        bool flag => JsonValue.Create(flag),
        decimal number => JsonValue.Create(number),
        int number => JsonValue.Create(number),
        _ => JsonValue.Create(Convert.ToString(value, System.Globalization.CultureInfo.InvariantCulture)),
    };
}
