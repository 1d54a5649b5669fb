using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Phusa.Exchange.Sandbox;

/// <summary>
/// Makes values for the schemas of a document: the owner's examples where there are any, else made-up ones. The same place
/// always gets the same value.
/// </summary>
/// <param name="root">The whole document, for its references.</param>
/// <param name="withExamples">Whether examples are taken; they may not fit.</param>
/// <param name="variant">Which alternatives are taken.</param>
/// <param name="isRequest">What is read-only is not sent, what is write-only not answered.</param>
internal sealed class MockValue(JsonElement root, bool withExamples, int variant, bool isRequest = false)
{
    private const int Deepest = 8;
    private const int UsualItems = 2;
    private const int MostItems = 20;

    private static readonly string[] Given = ["example", "examples", "const", "enum", "default"];

    /// <param name="path">The place; by its name where that is null.</param>
    public JsonNode? Of(JsonElement schema, string name, string? path = null) => Of(schema, name, path ?? name, 0);

    private JsonNode? Of(JsonElement schema, string name, string path, int depth)
    {
        var merged = MockSchema.Of(root, schema, variant);
        return Example(merged, path) is { } example ? JsonNode.Parse(example.GetRawText()) : merged.Kind switch
        {
            "object" => Object(merged, path, depth),
            "array" => Array(merged, name, path, depth),
            "integer" or "number" => Number(merged, path),
            "boolean" => Seed(path) % 2 == 0,
            "null" => null,
            _ => MockText.Of(merged, name, Seed(path)),
        };
    }

    private JsonElement? Example(MockSchema schema, string path)
    {
        foreach (var keyword in Given.Where(keyword => withExamples || keyword is "const" or "enum"))
        {
            if (schema[keyword] is not { } value)
            {
                continue;
            }
            if (keyword is not ("examples" or "enum"))
            {
                return value;
            }
            var several = value.ValueKind != JsonValueKind.Array ? []
                : value.EnumerateArray().Where(one => one.ValueKind != JsonValueKind.Null).ToArray();
            if (several.Length > 0)
            {
                return several[keyword == "examples" ? 0 : Seed(path) % several.Length];
            }
        }
        return null;
    }

    /// <summary>Far down only what must be there, so that schemas which hold themselves come to an end.</summary>
    private JsonObject Object(MockSchema schema, string path, int depth)
    {
        var made = new JsonObject();
        foreach (var (name, property) in schema.Properties)
        {
            var isNeeded = schema.Required.Contains(name);
            if (depth < Deepest * 2 && (isNeeded || depth < Deepest) && !IsHidden(property))
            {
                made[name] = Of(property, name, $"{path}/{name}", depth + 1);
            }
        }
        foreach (var name in schema.Required.Where(name => !made.ContainsKey(name) && !schema.Properties.ContainsKey(name)))
        {
            made[name] = schema["additionalProperties"] is { ValueKind: JsonValueKind.Object } other ? Of(other, name, $"{path}/{name}", depth + 1) : name;
        }
        for (var more = 1; made.Count < (schema.Number("minProperties") ?? 0) && more < MostItems; more++)
        {
            made[$"x{more}"] = schema["additionalProperties"] is { ValueKind: JsonValueKind.Object } other ? Of(other, "x", $"{path}/{more}", depth + 1) : more;
        }
        return made;
    }

    private bool IsHidden(JsonElement property) => MockSchema.Of(root, property, variant).Says(isRequest ? "readOnly" : "writeOnly");

    private JsonArray Array(MockSchema schema, string name, string path, int depth)
    {
        var (least, most) = (schema.Number("minItems") ?? 0, schema.Number("maxItems") ?? decimal.MaxValue);
        var count = depth >= Deepest ? least : Math.Min(most, Math.Max(least, UsualItems));
        var first = schema["prefixItems"] is { ValueKind: JsonValueKind.Array } list ? list.EnumerateArray().ToArray() : [];
        return
        [
            .. Enumerable.Range(0, (int)Math.Min(MostItems, Math.Max(count, first.Length))).Select(item => Of(
                item < first.Length ? first[item] : schema["items"] ?? default, name, $"{path}/{item}", depth + 1)),
        ];
    }

    private static JsonValue Number(MockSchema schema, string path)
    {
        var isWhole = schema.Kind == "integer";
        var step = schema.Number("multipleOf") ?? (isWhole ? 1 : 0.5m);
        var (least, most) = (Limit(schema, "minimum", step, 1), Limit(schema, "maximum", step, -1));
        var from = least ?? Math.Min(step * Math.Ceiling(1 / step), most ?? decimal.MaxValue);
        var room = most is { } end ? Math.Min(99, Math.Max(0, (end - from) / step)) : 99;
        var value = from + (step * (Seed(path) % ((int)room + 1)));
        if (value > most && !isWhole && schema.Number("multipleOf") is null)
        {
            // The range is narrower than a step.
            value = ((schema.Number("minimum") ?? schema.Number("exclusiveMinimum") ?? value)
                + (schema.Number("maximum") ?? schema.Number("exclusiveMaximum") ?? value)) / 2;
        }
        return isWhole && value is >= long.MinValue and <= long.MaxValue ? JsonValue.Create((long)value) : JsonValue.Create(value / 1.000m);
    }

    /// <summary>
    /// The first multiple of the step within a limit. OpenAPI 3.0 has an excluded limit as a flag beside it, 3.1 as a number of
    /// its own.
    /// </summary>
    /// <param name="side">1 for a minimum, -1 for a maximum.</param>
    private static decimal? Limit(MockSchema schema, string name, decimal step, int side)
    {
        var excluded = "exclusive" + char.ToUpper(name[0], CultureInfo.InvariantCulture) + name[1..];
        var isOut = schema.Number(excluded) is not null || schema.Says(excluded);
        if ((schema.Number(excluded) ?? schema.Number(name)) is not { } limit)
        {
            return null;
        }
        var first = (side > 0 ? Math.Ceiling(limit / step) : Math.Floor(limit / step)) * step;
        return isOut && first == limit ? first + (side * step) : first;
    }

    /// <summary>FNV-1a: the same on every machine, unlike hash codes of .NET.</summary>
    private static int Seed(string path) => (int)(Encoding.UTF8.GetBytes(path)
        .Aggregate(2166136261u, (hash, part) => unchecked((hash ^ part) * 16777619u)) & 0x7fff);
}
