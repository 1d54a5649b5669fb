using System.Text.Json.Nodes;
using Phusa.Catalog.Contracts;
using Phusa.Exchange.Calls;
using Phusa.Exchange.Services;
using Phusa.Kernel.Texts;
using Phusa.Warehouse.Contracts;
using static Phusa.Exchange.OpenApi.OpenApiParts;

namespace Phusa.Exchange.OpenApi;

/// <summary>A dataset service in OpenAPI 3.1, derived from the contract: nobody writes it, so it is never wrong.</summary>
internal sealed class DatasetOpenApi(DataContract contract, IReadOnlyDictionary<string, IReadOnlyList<CodeChoice>> lists)
{
    private const string Csv = "text/csv";

    private static readonly string[] QueryParts =
        ["q", "or", "and", "select", "sort", "limit", "after", "offset", "group", "agg", "bucket", "distinct", "bbox", "asOf"];

    /// <summary>Parts that a file may be asked with as well; it has no pages.</summary>
    private static readonly string[] FileParts = ["q", "or", "and", "select", "sort", "limit", "asOf"];

    /// <summary>Parts that say which rows and fields a checksum is of.</summary>
    private static readonly string[] DigestParts = ["q", "or", "and", "select", "asOf"];

    private readonly DataContract leaving =
        contract with { Fields = [.. contract.Fields.Where(field => ServiceField.Of(field).LeavesItsAgency)] };

    public JsonObject Paths()
    {
        var (paths, key) = (new JsonObject { ["/rows"] = Get(ServiceOperation.List, [.. Filters(), .. QueryParts.Select(Part)], Page(), 400, 304) }, KeyPath());
        if (contract.Key.Count > 0)
        {
            paths[$"/rows{key}"] = Get(ServiceOperation.LookUp, Keys(), Json(Reference("schemas", "Row")), 404);
            paths[$"/exists{key}"] = Get(ServiceOperation.Existence, Keys(), Json(Object(("exists", new() { ["type"] = "boolean" }))));
            paths["/changes"] = Get(
                ServiceOperation.Changes, [Named("since", "query", T.OpenapiSince, new() { ["type"] = "integer", ["minimum"] = 1 }, true)],
                Json(Reference("schemas", "Changes")), 404);
        }
        paths["/file"] = Get(
            ServiceOperation.Bulk,
            [
                Named("format", "query", T.OpenapiFormat, new() { ["enum"] = new JsonArray([.. RowFormats.Names.Select(name => JsonValue.Create(name))]), ["default"] = "csv" }),
                .. Filters(), .. FileParts.Select(Part),
            ], Files());
        paths["/digest"] = Get(ServiceOperation.Digest, [.. Filters(), .. DigestParts.Select(Part)], Digest());
        return paths;
    }

    public JsonObject Schemas() => new()
    {
        ["Row"] = RowSchemas.Row(leaving, lists),
        ["Changes"] = Changes(),
        [ProblemName] = ProblemSchema(),
    };

    private string KeyPath() => string.Concat(contract.Key.Select(field => $"/{{{field.Name}}}"));

    private IEnumerable<JsonObject> Keys() =>
        contract.Key.Select(field => Named(field.Name, "path", field.Title, RowSchemas.Key(field, lists), true));

    /// <summary>A field is filtered by its own name, as often as one likes: <c>budget=gte.100&amp;budget=lt.500</c>.</summary>
    private IEnumerable<JsonObject> Filters() => leaving.Fields.Where(field => field.Type != FieldType.Json).Select(field => Named(
        QueryParts.Contains(field.Name) || field.Name == "format" ? $"f.{field.Name}" : field.Name, "query", T.OpenapiFilter(field.Title),
        new() { ["type"] = "array", ["items"] = OpenApiParts.Text() }));

    private static JsonObject Part(string name) => Named(
        name, "query", Explained(name), name switch
        {
            "limit" => new() { ["type"] = "integer", ["minimum"] = 1, ["maximum"] = Query.MostOnPage },
            "offset" => new() { ["type"] = "integer", ["minimum"] = 0, ["maximum"] = Query.DeepestOffset },
            "asOf" => new() { ["type"] = "integer", ["minimum"] = 1 },
            "distinct" => new() { ["type"] = "boolean" },
            "or" or "and" => new() { ["type"] = "array", ["items"] = OpenApiParts.Text() },
            _ => OpenApiParts.Text(),
        });

    private static Text Explained(string part) => part switch
    {
        "q" => T.OpenapiQ,
        "or" or "and" => T.OpenapiLogic,
        "select" => T.OpenapiSelect,
        "sort" => T.OpenapiSort,
        "limit" => T.OpenapiLimit(Query.MostOnPage),
        "after" => T.OpenapiAfter,
        "offset" => T.OpenapiOffset,
        "group" => T.OpenapiGroup,
        "agg" => T.OpenapiAgg,
        "bucket" => T.OpenapiBucket,
        "distinct" => T.OpenapiDistinct,
        "bbox" => T.OpenapiBbox,
        _ => T.OpenapiAsOf,
    };

    private static JsonObject Get(ServiceOperation operation, IEnumerable<JsonObject> parameters, JsonObject content, params int[] others)
    {
        var hasTag = operation is ServiceOperation.List or ServiceOperation.Bulk;
        var answers = new JsonObject
        {
            ["200"] = new JsonObject { ["description"] = T.OpenapiWell.ToString(), ["headers"] = Told(hasTag), ["content"] = content },
        };
        if (hasTag)
        {
            answers["304"] = new JsonObject { ["description"] = T.OpenapiUnchanged.ToString(), ["headers"] = Told(true) };
        }
        foreach (var (status, refusal) in Refusals([.. others.Where(status => status >= 400).Union([400, 401, 403, 404, 422, 429, 503]).Order()]))
        {
            answers[status] = refusal;
        }
        return new()
        {
            ["get"] = new JsonObject
            {
                ["operationId"] = Word.Of(operation), ["summary"] = ServiceWords.Of(operation).ToString(),
                ["parameters"] = new JsonArray([.. parameters, Reference("parameters", "Case"), Reference("parameters", "Consent")]),
                ["responses"] = answers,
            },
        };
    }

    private static JsonObject Told(bool hasTag)
    {
        var headers = new JsonObject
        {
            [AnswerCall.IdHeader] = Reference("headers", "Call"), ["Phusa-Receipt"] = Reference("headers", "Receipt"),
            ["Phusa-Version"] = Reference("headers", "Version"), ["RateLimit"] = Reference("headers", "Limits"),
        };
        if (hasTag)
        {
            headers["ETag"] = Reference("headers", "Tag");
        }
        return headers;
    }

    private static JsonObject Page() => Json(Object(
        ("version", new() { ["type"] = "integer" }), ("total", new() { ["type"] = "integer", ["description"] = T.OpenapiTotal.ToString() }),
        ("rows", new() { ["type"] = "array", ["items"] = Reference("schemas", "Row") }),
        ("next", new() { ["type"] = new JsonArray("string", "null"), ["description"] = T.OpenapiNext.ToString() })));

    private static JsonObject Digest() => Json(Object(
        ("version", new() { ["type"] = "integer" }), ("rows", new() { ["type"] = "integer", ["minimum"] = 0 }),
        ("fields", new() { ["type"] = "array", ["items"] = OpenApiParts.Text() }),
        ("digest", new() { ["type"] = "string", ["pattern"] = "^[0-9a-f]{64}$", ["description"] = T.OpenapiDigest.ToString() })));

    private static JsonObject Changes()
    {
        JsonObject Count() => new() { ["type"] = "integer", ["minimum"] = 0 };
        JsonObject Value() => new() { ["type"] = new JsonArray("string", "null") };
        return Object(
            ("since", Count()), ("version", Count()), ("added", Count()), ("changed", Count()), ("removed", Count()),
            ("rows", new()
            {
                ["type"] = "array",
                ["items"] = Object(
                    ("kind", new() { ["enum"] = new JsonArray("added", "changed", "removed") }),
                    ("key", new() { ["type"] = "array", ["items"] = OpenApiParts.Text() }),
                    ("cells", new() { ["type"] = "array", ["items"] = Object(("field", OpenApiParts.Text()), ("before", Value()), ("after", Value())) })),
            }));
    }

    /// <summary>CSV first, as it is what comes when no format is asked for.</summary>
    private JsonObject Files() => new(Enum.GetValues<RowFormat>().Select(format => format.ContentType().Split(';')[0]).Distinct()
        .OrderBy(type => type == Csv ? 0 : 1).Select(type => new KeyValuePair<string, JsonNode?>(type, type == Csv
            ? new JsonObject { ["example"] = string.Join(',', leaving.Fields.Select(field => field.Name)) + "\r\n" } : new JsonObject())));

    private static JsonObject Json(JsonObject schema) => Content("application/json", schema);

    private static JsonObject Named(string name, string place, Text description, JsonObject schema, bool required = false) => new()
    {
        ["name"] = name, ["in"] = place, ["description"] = description.ToString(), ["required"] = required, ["schema"] = schema,
    };
}
