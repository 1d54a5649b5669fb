using System.Text.Json.Nodes;
using Phusa.Catalog.Contracts;

namespace Phusa.Catalog.DataContracts;

/// <summary>
/// JSON Schema of one row. A field that may be empty may be null; a required one stands in every row.
/// </summary>
internal static class RowSchemaOf
{
    public static JsonObject Contract(DataContract contract)
    {
        var properties = new JsonObject();
        foreach (var field in contract.Fields)
        {
            properties[field.Name] = Of(field);
        }
        return new()
        {
            ["$schema"] = "https://json-schema.org/draft/2020-12/schema",
            ["title"] = contract.Title.Vi,
            ["type"] = "object",
            ["properties"] = properties,
            ["required"] = new JsonArray([.. contract.Fields.Where(field => field.Required)
                .Select(field => JsonValue.Create(field.Name))]),
            ["additionalProperties"] = false,
        };
    }

    private static JsonObject Of(Field field)
    {
        var (type, format) = TypeOf(field);
        var schema = new JsonObject { ["title"] = field.Title.Vi };
        if (type is not null)
        {
            schema["type"] = field.Required ? type : new JsonArray(type, "null");
        }
        Add(schema, "description", field.Description);
        Add(schema, "format", format);
        Add(schema, "pattern", field.Pattern is { } pattern ? $"^(?:{pattern})$" : null);
        Add(schema, "minLength", field.MinLength);
        Add(schema, "maxLength", field.MaxLength);
        if (type is "integer" or "number")
        {
            Add(schema, "minimum", JsonValues.Of(field.Minimum));
            Add(schema, "maximum", JsonValues.Of(field.Maximum));
            Add(schema, "exclusiveMinimum", JsonValues.Of(field.ExclusiveMinimum));
            Add(schema, "exclusiveMaximum", JsonValues.Of(field.ExclusiveMaximum));
            Add(schema, "multipleOf", field.MultipleOf);
        }
        if (type == "string" && JsonValues.Texts(field.AcceptedValues) is { } values)
        {
            if (!field.Required)
            {
                values.Add(null);
            }
            schema["enum"] = values;
        }
        return schema;
    }

    /// <summary>JSON of any kind has no type to name.</summary>
    private static (string? Type, string? Format) TypeOf(Field field) => field.Type switch
    {
        FieldType.Integer => ("integer", null),
        FieldType.Number or FieldType.Decimal => ("number", null),
        FieldType.Boolean => ("boolean", null),
        FieldType.Date => ("string", "date"),
        FieldType.Timestamp => ("string", "date-time"),
        FieldType.Time => ("string", "time"),
        FieldType.Geometry => ("object", null),
        FieldType.Json => (null, null),
        _ => ("string", field.Format switch { "email" => "email", "url" => "uri", "uuid" => "uuid", _ => null }),
    };

    private static void Add(JsonObject schema, string key, JsonNode? value)
    {
        if (value is not null)
        {
            schema[key] = value;
        }
    }
}
