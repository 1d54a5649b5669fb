using System.Globalization;
using System.Text.Json;
using Phusa.Exchange.Sandbox;

namespace Phusa.Exchange.OpenApi;

/// <summary>One value of a body or an address as a row of a table: schemas laid flat, deeper ones indented.</summary>
/// <param name="Limits">What it must fit besides its type, in the words of JSON Schema.</param>
internal sealed record DescribedField(string Name, int Depth, string Type, bool IsRequired, string Words, string Limits)
{
    private const int Deepest = 5;
    private const int Most = 200;
    private const int MostValues = 12;

    private static readonly string[] Bounds =
        ["minimum", "exclusiveMinimum", "maximum", "exclusiveMaximum", "multipleOf", "minLength", "maxLength", "minItems", "maxItems", "pattern"];

    /// <summary>The properties of a schema and theirs, as far down as is of use.</summary>
    public static IReadOnlyList<DescribedField> Below(JsonElement root, JsonElement schema)
    {
        var fields = new List<DescribedField>();
        Add(root, schema, 0, fields);
        return fields;
    }

    public static DescribedField Of(JsonElement root, JsonElement schema, string name, int depth, bool isRequired)
    {
        var merged = MockSchema.Of(root, schema, 0);
        var (title, description) = (merged.Word("title"), merged.Word("description"));
        return new(
            name, depth, TypeOf(root, merged), isRequired,
            string.Join(". ", new[] { title == name ? null : title, description }.OfType<string>().Distinct()), LimitsOf(merged));
    }

    private static void Add(JsonElement root, JsonElement schema, int depth, List<DescribedField> fields)
    {
        var merged = MockSchema.Of(root, schema, 0);
        if (merged.Kind == "array" && merged["items"] is { } items)
        {
            merged = MockSchema.Of(root, items, 0);
        }
        foreach (var (name, property) in merged.Properties)
        {
            if (fields.Count >= Most)
            {
                return;
            }
            fields.Add(Of(root, property, name, depth, merged.Required.Contains(name)));
            if (depth < Deepest)
            {
                Add(root, property, depth + 1, fields);
            }
        }
    }

    private static string TypeOf(JsonElement root, MockSchema schema)
    {
        var kind = schema["type"] is { ValueKind: JsonValueKind.Array } several
            ? string.Join(" | ", several.EnumerateArray().Select(one => one.ToString())) : schema.Kind ?? "";
        return schema.Kind == "array" && schema["items"] is { } items ? $"{kind}<{TypeOf(root, MockSchema.Of(root, items, 0))}>"
            : schema.Word("format") is { } format ? $"{kind} ({format})" : kind;
    }

    private static string LimitsOf(MockSchema schema)
    {
        var limits = Bounds.Select(name => (Name: name, Value: schema[name])).Where(one => one.Value is not null)
            .Select(one => $"{one.Name} {one.Value}");
        var values = schema["enum"] is { ValueKind: JsonValueKind.Array } list
            ? list.EnumerateArray().Where(one => one.ValueKind != JsonValueKind.Null).Select(one => one.ToString()).ToArray() : [];
        return string.Join(", ", limits.Concat(values.Length == 0 ? []
            : [string.Join(" | ", values.Take(MostValues)) + (values.Length > MostValues ? string.Create(CultureInfo.InvariantCulture, $" … ({values.Length})") : "")]));
    }
}
