using System.Text.Json;
using Phusa.Catalog.Contracts;

namespace Phusa.Exchange.Schemas;

/// <summary>Schemas of an OpenAPI document as they are written; its references are known to hold.</summary>
internal static class AnswerSchemas
{
    private const int MostHops = 10;

    private static readonly string[] Composed = ["allOf", "anyOf", "oneOf"];

    /// <summary>Of the JSON that operations answer when all goes well: status 2xx, or any where no such is described.</summary>
    public static IEnumerable<JsonElement> Of(JsonElement root) =>
        from path in Members(root, root, "paths")
        from operation in Members(root, path.Value, null)
        from schema in OfOperation(root, operation.Value)
        select schema;

    /// <summary>The same of one operation.</summary>
    public static IEnumerable<JsonElement> OfOperation(JsonElement root, JsonElement operation) =>
        from answers in new[] { Members(root, operation, "responses").ToArray() }
        let well = Array.FindAll(answers, answer => answer.Name.StartsWith('2'))
        from answer in well.Length > 0 ? well : Array.FindAll(answers, answer => answer.Name == "default")
        from media in Members(root, answer.Value, "content")
        where media.Name.Split(';')[0].TrimEnd().EndsWith("json", StringComparison.OrdinalIgnoreCase)
            && Has(media.Value, "schema", out _)
        select media.Value.GetProperty("schema");

    /// <summary>The properties that may be answered and that a dotted path can name.</summary>
    public static IEnumerable<(string Name, JsonElement Schema)> Properties(JsonElement schema) =>
        Has(schema, "properties", out var map) && map.ValueKind == JsonValueKind.Object
            ? map.EnumerateObject()
                .Where(pair => pair.Name.Length > 0 && !pair.Name.Contains('.', StringComparison.Ordinal)
                    && pair.Value.ValueKind is JsonValueKind.Object or JsonValueKind.True
                    && !(pair.Value.ValueKind == JsonValueKind.Object && pair.Value.TryGetProperty("writeOnly", out var hidden)
                        && hidden.ValueKind == JsonValueKind.True))
                .Select(pair => (pair.Name, pair.Value))
            : [];

    /// <summary>Schemas that speak of the same value, or of each item of an array.</summary>
    public static IEnumerable<JsonElement> Parts(JsonElement schema) =>
        Composed.Where(name => Has(schema, name, out var list) && list.ValueKind == JsonValueKind.Array)
            .SelectMany(name => schema.GetProperty(name).EnumerateArray())
            .Concat(Has(schema, "items", out var items) ? [items] : []);

    /// <summary>False also where a document has something else in a schema's place: true, a text, nothing.</summary>
    private static bool Has(JsonElement schema, string name, out JsonElement value)
    {
        value = default;
        return schema.ValueKind == JsonValueKind.Object && schema.TryGetProperty(name, out value);
    }

    /// <summary>What stands where a schema refers to; the schema itself where it refers to nothing.</summary>
    public static JsonElement Follow(JsonElement root, JsonElement schema)
    {
        for (var hops = 0; hops < MostHops && schema.ValueKind == JsonValueKind.Object
            && schema.TryGetProperty("$ref", out var reference) && reference.ValueKind == JsonValueKind.String
            && JsonPointer.OfReference(reference.GetString()!) is { } pointer
            && JsonPointer.Find(root, pointer) is { } target; hops++)
        {
            schema = target;
        }
        return schema;
    }

    public static string? Word(JsonElement schema, string name) =>
        schema.ValueKind == JsonValueKind.Object && schema.TryGetProperty(name, out var word)
            && word.ValueKind == JsonValueKind.String ? word.GetString() : null;

    public static FieldType TypeOf(JsonElement schema) => (Kind(schema), Word(schema, "format")) switch
    {
        ("string", "date") => FieldType.Date,
        ("string", "date-time") => FieldType.Timestamp,
        ("string", "time") => FieldType.Time,
        ("string", _) => FieldType.Text,
        ("integer", _) => FieldType.Integer,
        ("number", _) => FieldType.Number,
        ("boolean", _) => FieldType.Boolean,
        _ => FieldType.Json,
    };

    /// <summary>OpenAPI 3.1 lists types, such as a string or null.</summary>
    private static string? Kind(JsonElement schema) =>
        schema.ValueKind == JsonValueKind.Object && schema.TryGetProperty("type", out var type)
            && type.ValueKind == JsonValueKind.Array
            ? type.EnumerateArray().Select(one => one.ToString()).FirstOrDefault(one => one != "null") : Word(schema, "type");

    /// <param name="name">Null for the members of the object itself.</param>
    private static IEnumerable<(string Name, JsonElement Value)> Members(JsonElement root, JsonElement at, string? name)
    {
        var map = name is null ? at : Has(at, name, out var found) ? found : default;
        return map.ValueKind != JsonValueKind.Object ? []
            : map.EnumerateObject().Select(pair => (pair.Name, Follow(root, pair.Value)))
                .Where(pair => pair.Item2.ValueKind == JsonValueKind.Object);
    }
}
