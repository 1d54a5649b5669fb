using System.Text.Json.Nodes;
using Phusa.Catalog.Contracts;
using Phusa.OpenData.Access;
using Phusa.Warehouse.Contracts;

namespace Phusa.OpenData.OpenApi;

/// <summary>The API of one dataset, derived from its contract and from what the caller may see.</summary>
internal static class DatasetOpenApi
{
    private static readonly string[] QueryParts = ["q", "or", "and", "sort", "select", "limit", "after", "group", "agg", "asOf"];

    public static JsonObject Of(Sight sight)
    {
        var (dataset, contract) = (sight.Dataset, sight.Contract);
        Field[] fields = [.. contract.Fields.Where(sight.Shows)];
        var root = $"/api/v1/datasets/{dataset.Name}";
        return new()
        {
            ["openapi"] = "3.1.1",
            ["info"] = new JsonObject
            {
                ["title"] = dataset.Title.ToString(), ["version"] = contract.Version.ToString(),
                ["description"] = dataset.Purpose ?? "",
            },
            ["servers"] = new JsonArray(new JsonObject { ["url"] = "/" }),
            ["paths"] = new JsonObject
            {
                [$"{root}/rows"] = Get(T.ApiRows, [.. fields.Select(Filter), .. Common()], Reference("#/components/schemas/Page")),
                [$"{root}/rows/{{key}}"] = Get(T.ApiRow, [Named("key", "path", new() { ["type"] = "string" })], Reference("#/components/schemas/Row")),
                [$"{root}/download"] = Get(
                    T.ApiDownload, [Named("format", "query", Choice(RowFormats.Names)), .. fields.Select(Filter)], null),
            },
            ["components"] = new JsonObject { ["schemas"] = Schemas(contract, fields) },
        };
    }

    private static JsonObject Schemas(DataContract contract, Field[] fields)
    {
        var row = JsonNode.Parse(ContractExport.ToRowSchema(contract with { Fields = fields }))!.AsObject();
        row.Remove("$schema");
        return new()
        {
            ["Row"] = row,
            ["Page"] = new JsonObject
            {
                ["type"] = "object",
                ["properties"] = new JsonObject
                {
                    ["rows"] = new JsonObject { ["type"] = "array", ["items"] = Reference("#/components/schemas/Row") },
                    ["next"] = new JsonObject { ["type"] = new JsonArray("string", "null") },
                    ["version"] = new JsonObject { ["type"] = "integer" },
                    ["total"] = new JsonObject { ["type"] = "integer" },
                },
            },
        };
    }

    private static JsonObject Get(Kernel.Texts.Text summary, IEnumerable<JsonObject> parameters, JsonObject? schema) => new()
    {
        ["get"] = new JsonObject
        {
            ["summary"] = summary.ToString(),
            ["parameters"] = new JsonArray([.. parameters]),
            ["responses"] = new JsonObject
            {
                ["200"] = new JsonObject
                {
                    ["description"] = "OK",
                    ["content"] = schema is null ? new JsonObject() : new JsonObject
                    {
                        ["application/json"] = new JsonObject { ["schema"] = schema },
                    },
                },
                ["304"] = new JsonObject { ["description"] = "Not Modified" },
                ["400"] = new JsonObject { ["description"] = "Bad Request (application/problem+json)" },
                ["403"] = new JsonObject { ["description"] = "Forbidden (application/problem+json)" },
            },
        },
    };

    /// <summary>A field is filtered by its own name, as <c>budget=gte.100</c>.</summary>
    private static JsonObject Filter(Field field)
    {
        var parameter = Named(field.Name, "query", new() { ["type"] = "string" });
        parameter["description"] = field.Title.ToString();
        return parameter;
    }

    private static IEnumerable<JsonObject> Common() => QueryParts.Select(name =>
    {
        var part = Named(name, "query", new() { ["type"] = name is "limit" or "asOf" ? "integer" : "string" });
        if (Explained(name) is { } words)
        {
            part["description"] = words.ToString();
        }
        return part;
    });

    private static Kernel.Texts.Text? Explained(string part) => part switch
    {
        "sort" => T.ApiSort(Query.MostInDictionaryOrder),
        "or" => T.ApiOr,
        "and" => T.ApiAnd,
        _ => null,
    };

    private static JsonObject Named(string name, string place, JsonObject schema) => new()
    {
        ["name"] = name, ["in"] = place, ["required"] = place == "path", ["schema"] = schema,
    };

    private static JsonObject Choice(IReadOnlyList<string> values) =>
        new() { ["type"] = "string", ["enum"] = new JsonArray([.. values.Select(value => JsonValue.Create(value))]) };

    private static JsonObject Reference(string to) => new() { ["$ref"] = to };
}
