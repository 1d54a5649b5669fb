using System.Text.Json;
using System.Text.Json.Nodes;
using Phusa.Catalog.Contracts;

namespace Phusa.Tests.Unit.Catalog;

/// <summary>The worked example of the reference page is the contract most tests start from.</summary>
internal static class ContractFixture
{
    public static string Root { get; } = FindRoot();

    public static string Page { get; } = File.ReadAllText(Path.Combine(Root, "docs", "reference", "contracts.md"));

    public static string Yaml { get; } = Page.Split("```yaml\n")[1].Split("```")[0];

    public static DataContract Contract { get; } = Done(Yaml);

    public static DataContract Done(string yaml)
    {
        var reading = ContractReader.Read(yaml, "a.yaml");
        Assert.Empty(reading.Problems.Select(problem => $"{problem.Field}: {problem.Message.En}"));
        return reading.Contract!;
    }

    /// <summary>
    /// Contracts hold lists, which records compare by identity; their content is compared as JSON. The order of keys
    /// in what is kept has no meaning.
    /// </summary>
    public static string Content(DataContract contract) =>
        Sorted(JsonSerializer.SerializeToNode(contract))!.ToJsonString();

    private static JsonNode? Sorted(JsonNode? node) => node switch
    {
        JsonObject map => new JsonObject(map.OrderBy(pair => pair.Key, StringComparer.Ordinal)
            .Select(pair => KeyValuePair.Create(pair.Key, Sorted(pair.Value)))),
        JsonArray list => new JsonArray([.. list.Select(Sorted)]),
        _ => node?.DeepClone(),
    };

    private static string FindRoot()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Phusa.slnx")))
        {
            folder = Path.GetDirectoryName(folder)
                ?? throw new InvalidOperationException("No solution above the tests");
        }
        return folder;
    }
}
