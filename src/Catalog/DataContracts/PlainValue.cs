using System.Globalization;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Phusa.Catalog.DataContracts;

/// <summary>
/// YAML nodes as plain values by the core schema of YAML 1.2: null, booleans, decimals, texts, lists and maps.
/// So <c>no</c> and <c>on</c> are texts, and a number too large for a decimal stays a text.
/// </summary>
internal static class PlainValue
{
    public static object? Of(YamlNode node) => node switch
    {
        YamlScalarNode scalar => OfScalar(scalar),
        YamlSequenceNode list => List(list.Children.Select(Of)),
        YamlMappingNode map => Map(map.Children.Select(pair =>
            KeyValuePair.Create(KeyText(pair.Key), Of(pair.Value)))),
        _ => null,
    };

    public static IReadOnlyList<object?> List(IEnumerable<object?> values) => [.. values];

    public static IReadOnlyDictionary<string, object?> Map(IEnumerable<KeyValuePair<string, object?>> pairs) =>
        new Dictionary<string, object?>(pairs, StringComparer.Ordinal);

    public static string KeyText(YamlNode key) => (key as YamlScalarNode)?.Value ?? key.ToString();

    public static bool IsNull(YamlNode node) =>
        node is YamlScalarNode { Style: ScalarStyle.Plain } scalar && Resolve(scalar.Value ?? "") is null;

    /// <summary>What an unquoted text stands for.</summary>
    public static object? Resolve(string plain) => plain switch
    {
        "" or "~" or "null" or "Null" or "NULL" => null,
        "true" or "True" or "TRUE" => true,
        "false" or "False" or "FALSE" => false,
        _ => Number(plain) is { } number ? number : plain,
    };

    private static object? OfScalar(YamlScalarNode scalar) =>
        scalar.Style == ScalarStyle.Plain ? Resolve(scalar.Value ?? "") : scalar.Value ?? "";

    private static decimal? Number(string plain) =>
        (char.IsAsciiDigit(plain[^1]) || plain[^1] == '.')
        && decimal.TryParse(plain, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint
            | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out var number) ? number : null;
}
