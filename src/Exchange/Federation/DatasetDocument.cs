using System.Text.Json.Nodes;
using Phusa.Exchange.OpenApi;
using Phusa.Exchange.Services;
using static Phusa.Exchange.OpenApi.OpenApiParts;

namespace Phusa.Exchange.Federation;

/// <summary>
/// OpenAPI of another exchange's dataset service, made from its catalogue: rows by key and by filter, and whether a key is
/// there. What is for copies, changes and whole files, goes to no caller: fields cannot be left out of those on the way.
/// </summary>
internal static class DatasetDocument
{
    public static string Of(CatalogueEntry entry) => new JsonObject
    {
        ["openapi"] = "3.1.0",
        ["info"] = new JsonObject { ["title"] = entry.TitleVi, ["version"] = $"{entry.Version}" },
        ["paths"] = Paths([.. entry.Fields.Where(field => field.IsKey).Select(field => field.Name)]),
        ["components"] = new JsonObject { ["schemas"] = new JsonObject { ["Row"] = Object(entry.Fields.Select(Field)) } },
    }.ToJsonString();

    private static JsonObject Paths(IReadOnlyList<string> keys)
    {
        var paths = new JsonObject
        {
            ["/rows"] = Get(ServiceOperation.List, [], Object(
                ("rows", new() { ["type"] = "array", ["items"] = Row(), ["x-phusa-envelope"] = true }),
                ("next", Around("string")), ("version", Around("integer")), ("total", Around("integer")))),
        };
        if (keys.Count > 0)
        {
            var key = string.Concat(keys.Select(name => $"/{{{name}}}"));
            paths["/rows" + key] = Get(ServiceOperation.LookUp, keys, Row());
            paths["/exists" + key] = Get(ServiceOperation.Existence, keys, Object(("exists", Around("boolean"))));
        }
        return paths;
    }

    private static JsonObject Get(ServiceOperation operation, IReadOnlyList<string> keys, JsonObject answer) => new()
    {
        ["get"] = new JsonObject
        {
            ["summary"] = ServiceWords.Of(operation).Vi,
            ["parameters"] = new JsonArray([.. keys.Select(name => new JsonObject
            {
                ["name"] = name, ["in"] = "path", ["required"] = true, ["schema"] = OpenApiParts.Text(),
            })]),
            ["responses"] = new JsonObject
            {
                ["200"] = new JsonObject
                {
                    ["description"] = ServiceWords.Of(operation).Vi, ["content"] = Content("application/json", answer),
                },
            },
        },
    };

    private static JsonObject Row() => Reference("schemas", "Row");

    private static JsonObject Around(string type) => new() { ["type"] = new JsonArray(type, "null"), ["x-phusa-envelope"] = true };

    /// <summary>No closer than the type of JSON: the peer answers by its contract, which may grow.</summary>
    private static (string, JsonObject) Field(CatalogueField field)
    {
        var described = new JsonObject { ["title"] = field.TitleVi, ["x-phusa-personal"] = field.PersonalData };
        if (Type(field.Type) is { } type)
        {
            described["type"] = type;
        }
        if (field.Type == "date")
        {
            described["format"] = "date";
        }
        return (field.Name, described);
    }

    private static JsonArray? Type(string type) => type switch
    {
        "integer" => ["integer", "null"],
        "number" or "decimal" => ["number", "string", "null"],
        "boolean" => ["boolean", "null"],
        "text" or "date" or "timestamp" or "time" => ["string", "null"],
        _ => null,
    };
}
