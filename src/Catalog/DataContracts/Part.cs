using System.Globalization;
using YamlDotNet.RepresentationModel;

namespace Phusa.Catalog.DataContracts;

/// <summary>
/// One mapping being read. It hands out values by key and knows in the end which keys nobody asked for. A value of
/// the wrong kind reads as absent: the shape check has reported it already.
/// </summary>
internal sealed class Part
{
    private readonly Dictionary<string, YamlNode> nodes;
    private readonly HashSet<string> taken = new(StringComparer.Ordinal);

    private Part(Dictionary<string, YamlNode> nodes, string path) => (this.nodes, Path) = (nodes, path);

    public string Path { get; }

    public bool IsEmpty => nodes.Count == 0;

    public static Part Of(YamlNode? node, string path)
    {
        var nodes = new Dictionary<string, YamlNode>(StringComparer.Ordinal);
        foreach (var (key, value) in node as YamlMappingNode ?? [])
        {
            nodes[PlainValue.KeyText(key)] = value;
        }
        return new(nodes, path);
    }

    public YamlNode? Node(string key)
    {
        taken.Add(key);
        return nodes.TryGetValue(key, out var node) && !PlainValue.IsNull(node) ? node : null;
    }

    public bool Has(string key) => nodes.TryGetValue(key, out var node) && !PlainValue.IsNull(node);

    public string? Text(string key) => (Node(key) as YamlScalarNode)?.Value;

    public decimal? Number(string key) => Node(key) is { } node ? PlainValue.Of(node) as decimal? : null;

    public int? Integer(string key) =>
        Number(key) is { } number && Math.Abs(number) <= int.MaxValue ? (int)number : null;

    public bool? Flag(string key) => Node(key) is { } node ? PlainValue.Of(node) as bool? : null;

    public TEnum? Word<TEnum>(string key) where TEnum : struct, Enum => Kernel.Texts.Word.Parse<TEnum>(Text(key));

    public IReadOnlyList<string> Texts(string key) => Texts(Node(key));

    public Part Map(string key) => Of(Node(key), Places.Join(Path, key));

    public IEnumerable<Part> Maps(string key) => Maps(Node(key), Places.Join(Path, key));

    public IReadOnlyDictionary<string, string> Dictionary(string key) => (Node(key) as YamlMappingNode ?? [])
        .ToDictionary(pair => PlainValue.KeyText(pair.Key), pair => (pair.Value as YamlScalarNode)?.Value ?? "");

    public static IReadOnlyList<string> Texts(YamlNode? list) =>
        [.. (list as YamlSequenceNode ?? []).OfType<YamlScalarNode>().Select(scalar => scalar.Value ?? "")];

    public static IEnumerable<Part> Maps(YamlNode? list, string path) => (list as YamlSequenceNode ?? [])
        .Select((item, index) => Of(item, string.Create(CultureInfo.InvariantCulture, $"{path}[{index}]")));

    /// <summary>Our own properties of the owner; those of others stay to be kept as they are.</summary>
    public Part Ours()
    {
        var items = (nodes.GetValueOrDefault("customProperties") as YamlSequenceNode ?? []).ToList();
        var ours = items.Select(item => (Item: item, Part: Of(item, "")))
            .Where(pair => pair.Part.Text("property")?.StartsWith(PhusaProperties.Prefix,
                StringComparison.Ordinal) == true)
            .ToList();
        if (ours.Count == items.Count)
        {
            taken.Add("customProperties");
        }
        else
        {
            nodes["customProperties"] = new YamlSequenceNode(items.Except(ours.Select(pair => pair.Item)));
        }
        var found = new Dictionary<string, YamlNode>(StringComparer.Ordinal);
        foreach (var (_, part) in ours)
        {
            if (part.Node("value") is { } value)
            {
                found[part.Text("property")![PhusaProperties.Prefix.Length..]] = value;
            }
        }
        return new(found, Places.Join(Path, "phusa"));
    }

    /// <summary>Counts a key as not asked for, so that it is kept.</summary>
    public void Release(string key) => taken.Remove(key);

    /// <summary>What nobody asked for, as plain values; empty keys are left out.</summary>
    public IReadOnlyDictionary<string, object?> Rest() => PlainValue.Map(nodes
        .Where(pair => !taken.Contains(pair.Key) && !PlainValue.IsNull(pair.Value))
        .Select(pair => KeyValuePair.Create(pair.Key, PlainValue.Of(pair.Value))));
}
