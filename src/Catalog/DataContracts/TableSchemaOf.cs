using System.Text.Json.Nodes;
using Phusa.Catalog.Contracts;

namespace Phusa.Catalog.DataContracts;

/// <summary>Frictionless Table Schema of a contract (specs.frictionlessdata.io/table-schema).</summary>
internal static class TableSchemaOf
{
    public static JsonObject Contract(DataContract contract)
    {
        var schema = new JsonObject { ["fields"] = new JsonArray([.. contract.Fields.Select(Of)]) };
        if (contract.Key.Count > 0)
        {
            schema["primaryKey"] = new JsonArray([.. contract.Key.Select(field => JsonValue.Create(field.Name))]);
        }
        var missing = contract.Fields.SelectMany(field => field.MissingValues).Prepend("").Distinct();
        schema["missingValues"] = new JsonArray([.. missing.Select(text => JsonValue.Create(text))]);
        return schema;
    }

    private static JsonObject Of(Field field)
    {
        var schema = new JsonObject { ["name"] = field.Name, ["title"] = field.Title.Vi };
        if (field.Description is not null)
        {
            schema["description"] = field.Description;
        }
        var (type, format) = TypeOf(field);
        schema["type"] = type;
        if (format is not null)
        {
            schema["format"] = format;
        }
        if (Constraints(field) is { Count: > 0 } constraints)
        {
            schema["constraints"] = constraints;
        }
        return schema;
    }

    private static (string Type, string? Format) TypeOf(Field field) => field.Type switch
    {
        FieldType.Integer => ("integer", null),
        FieldType.Number or FieldType.Decimal => ("number", null),
        FieldType.Boolean => ("boolean", null),
        FieldType.Date => ("date", null),
        FieldType.Timestamp => ("datetime", null),
        FieldType.Time => ("time", null),
        FieldType.Json => ("object", null),
        FieldType.Geometry => ("geojson", null),
        _ => ("string", field.Format switch { "email" => "email", "url" => "uri", "uuid" => "uuid", _ => null }),
    };

    private static JsonObject Constraints(Field field)
    {
        var constraints = new JsonObject();
        Add(constraints, "required", field.Required ? true : null);
        Add(constraints, "unique", field.Unique ? true : null);
        Add(constraints, "minimum", JsonValues.Of(field.Minimum));
        Add(constraints, "maximum", JsonValues.Of(field.Maximum));
        Add(constraints, "minLength", field.MinLength);
        Add(constraints, "maxLength", field.MaxLength);
        Add(constraints, "pattern", field.Pattern);
        Add(constraints, "enum", JsonValues.Texts(field.AcceptedValues));
        return constraints;
    }

    private static void Add(JsonObject schema, string key, JsonNode? value)
    {
        if (value is not null)
        {
            schema[key] = value;
        }
    }
}
