using System.Text.Json;
using Phusa.Exchange.Schemas;

namespace Phusa.Exchange.Sandbox;

/// <summary>
/// A schema as one: its references followed, all that must hold together put together, and of alternatives one chosen.
/// Not for checking, where nothing may be left out, but for making a value that is likely to fit.
/// </summary>
internal sealed class MockSchema
{
    private const int MostParts = 60;

    private readonly Dictionary<string, JsonElement> keywords = new(StringComparer.Ordinal);
    private int parts;

    public Dictionary<string, JsonElement> Properties { get; } = new(StringComparer.Ordinal);

    public HashSet<string> Required { get; } = new(StringComparer.Ordinal);

    /// <param name="variant">Which of the alternatives is taken.</param>
    public static MockSchema Of(JsonElement root, JsonElement schema, int variant)
    {
        var made = new MockSchema();
        made.Add(root, schema, variant);
        return made;
    }

    public JsonElement? this[string keyword] => keywords.TryGetValue(keyword, out var value) ? value : null;

    public string? Word(string keyword) => this[keyword] is { ValueKind: JsonValueKind.String } word ? word.GetString() : null;

    public bool Says(string keyword) => this[keyword] is { ValueKind: JsonValueKind.True };

    public decimal? Number(string keyword) =>
        this[keyword] is { ValueKind: JsonValueKind.Number } number && number.TryGetDecimal(out var value) ? value : null;

    /// <summary>The type that is made; by the other keywords where none is named, and null where nothing says.</summary>
    public string? Kind => this["type"] switch
    {
        { ValueKind: JsonValueKind.String } one => one.GetString(),
        { ValueKind: JsonValueKind.Array } several => several.EnumerateArray().Select(one => one.ToString()).FirstOrDefault(one => one != "null") ?? "null",
        _ => Properties.Count > 0 || Required.Count > 0 ? "object"
            : keywords.ContainsKey("items") ? "array"
            : keywords.Keys.Any(name => name is "pattern" or "format" or "minLength" or "maxLength") ? "string"
            : keywords.Keys.Any(name => name is "minimum" or "maximum" or "multipleOf") ? "number" : null,
    };

    private void Add(JsonElement root, JsonElement schema, int variant)
    {
        if (++parts > MostParts || schema.ValueKind != JsonValueKind.Object)
        {
            return;
        }
        if (AnswerSchemas.Follow(root, schema) is var target && schema.TryGetProperty("$ref", out _))
        {
            Add(root, target, variant);
        }
        foreach (var pair in schema.EnumerateObject())
        {
            Take(root, pair.Name, pair.Value, variant);
        }
    }

    private void Take(JsonElement root, string name, JsonElement value, int variant)
    {
        switch (name)
        {
            case "properties" when value.ValueKind == JsonValueKind.Object:
                foreach (var property in value.EnumerateObject())
                {
                    Properties[property.Name] = property.Value;
                }
                break;
            case "required" when value.ValueKind == JsonValueKind.Array:
                Required.UnionWith(value.EnumerateArray().Select(one => one.ToString()));
                break;
            case "allOf" when value.ValueKind == JsonValueKind.Array:
                foreach (var part in value.EnumerateArray())
                {
                    Add(root, part, variant);
                }
                break;
            case "anyOf" or "oneOf" when value.ValueKind == JsonValueKind.Array && value.GetArrayLength() > 0:
                Add(root, value[variant % value.GetArrayLength()], variant);
                break;
            default:
                keywords[name] = Stricter(name, value);
                break;
        }
    }

    /// <summary>Of two limits in parts that must both hold, the one that leaves less.</summary>
    private JsonElement Stricter(string name, JsonElement value) => Number(name) is not { } known
        || value.ValueKind != JsonValueKind.Number || !value.TryGetDecimal(out var other) ? value
        : name.StartsWith("min", StringComparison.Ordinal) || name == "exclusiveMinimum" ? (other > known ? value : keywords[name])
        : name.StartsWith("max", StringComparison.Ordinal) || name == "exclusiveMaximum" ? (other < known ? value : keywords[name])
        : value;
}
