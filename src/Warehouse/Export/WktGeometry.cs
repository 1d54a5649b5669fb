using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Phusa.Warehouse.Export;

/// <summary>Geometries as GeoJSON, from well-known text or from GeoJSON itself; heights and measures are left out.</summary>
internal static partial class WktGeometry
{
    /// <summary>Name, its GeoJSON name, and whether its positions are one (point), in one row, or each in brackets.</summary>
    private static readonly Dictionary<string, (string Type, int Depth)> Kinds = new(StringComparer.OrdinalIgnoreCase)
    {
        ["POINT"] = ("Point", 0),
        ["MULTIPOINT"] = ("MultiPoint", 1),
        ["LINESTRING"] = ("LineString", 1),
        ["MULTILINESTRING"] = ("MultiLineString", 2),
        ["POLYGON"] = ("Polygon", 2),
        ["MULTIPOLYGON"] = ("MultiPolygon", 3),
    };

    /// <summary>Null when the text is neither.</summary>
    public static string? ToGeoJson(string text)
    {
        var trimmed = text.Trim();
        if (trimmed.StartsWith('{'))
        {
            return IsJson(trimmed) ? trimmed : null;
        }
        var match = Shape().Match(trimmed);
        if (!match.Success || !Kinds.TryGetValue(match.Groups["kind"].Value, out var kind))
        {
            return null;
        }
        var body = match.Groups["body"].Value;
        if (kind.Type == "MultiPoint")
        {
            // Both (1 2, 3 4) and ((1 2), (3 4)) are written.
            body = "(" + body.Replace("(", "", StringComparison.Ordinal).Replace(")", "", StringComparison.Ordinal) + ")";
        }
        return Coordinates(body, kind.Depth) is { } coordinates
            ? $"{{\"type\":\"{kind.Type}\",\"coordinates\":{coordinates}}}" : null;
    }

    private static string? Coordinates(string body, int depth)
    {
        var json = new StringBuilder();
        var (open, deepest) = (0, 0);
        foreach (Match token in Token().Matches(body))
        {
            switch (token.Value)
            {
                case "(": deepest = Math.Max(deepest, ++open); json.Append('['); break;
                case ")": open--; json.Append(']'); break;
                case ",": json.Append(','); break;
                default: json.Append(Position(token.Value)); break;
            }
        }
        var whole = json.ToString();
        var expected = Math.Max(depth, 1);
        return open != 0 || deepest != expected ? null : depth == 0 ? whole[1..^1] : whole;
    }

    private static string Position(string numbers)
    {
        var parts = numbers.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        return $"[{Number(parts[0])},{Number(parts[1])}]";
    }

    private static string Number(string text) =>
        double.Parse(text, CultureInfo.InvariantCulture).ToString("R", CultureInfo.InvariantCulture);

    private static bool IsJson(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    [GeneratedRegex(@"^(?:SRID=[0-9]+;\s*)?(?<kind>[A-Z]+)(?:\s+(?:Z|M|ZM))?\s*(?<body>\(.*\))$", RegexOptions.IgnoreCase | RegexOptions.Singleline)]
    private static partial Regex Shape();

    [GeneratedRegex(@"[(),]|-?[0-9.]+(?:[eE][-+]?[0-9]+)?(?:\s+-?[0-9.]+(?:[eE][-+]?[0-9]+)?)+")]
    private static partial Regex Token();
}
