using System.Text.Json.Nodes;
using Phusa.Exchange.Calls;

namespace Phusa.Exchange.OpenApi;

/// <summary>What every service of the exchange has in common, in the words of OpenAPI.</summary>
internal static class OpenApiParts
{
    public const string Scheme = "oauth";

    private const string Problem = "Problem";

    private static readonly int[] Statuses = [400, 401, 403, 404, 405, 422, 429, 503];

    public static JsonObject Reference(string kind, string name) => new() { ["$ref"] = $"#/components/{kind}/{name}" };

    public static JsonArray Security() => [new JsonObject { [Scheme] = new JsonArray() }];

    /// <param name="tokens">Where tokens are asked for.</param>
    public static JsonObject SecuritySchemes(string tokens) => new()
    {
        [Scheme] = new JsonObject
        {
            ["type"] = "oauth2", ["description"] = T.OpenapiSecurity.ToString(),
            ["flows"] = new JsonObject
            {
                ["clientCredentials"] = new JsonObject { ["tokenUrl"] = tokens, ["scopes"] = new JsonObject() },
            },
        },
    };

    public static JsonObject Headers() => new()
    {
        ["Call"] = Header(T.OpenapiCall.ToString(), new() { ["type"] = "string", ["format"] = "uuid" }),
        ["Receipt"] = Header(T.OpenapiReceipt.ToString(), Text()),
        ["Version"] = Header(T.OpenapiVersion.ToString(), new() { ["type"] = "integer" }),
        ["Limits"] = Header(T.OpenapiLimits.ToString(), Text()),
        ["Tag"] = Header(T.OpenapiTag.ToString(), Text()),
        ["Retry"] = Header(T.OpenapiRetry.ToString(), new() { ["type"] = "integer" }),
    };

    public static JsonObject Parameters() => new()
    {
        ["Case"] = Asked(CallDialect.Own.CaseHeader, T.OpenapiCase.ToString()),
        ["Consent"] = Asked(CallDialect.Consent, T.OpenapiConsent.ToString()),
    };

    /// <summary>The refusals of the gateway, each by its status.</summary>
    public static IEnumerable<KeyValuePair<string, JsonNode?>> Refusals(params IEnumerable<int> statuses) =>
        statuses.Select(status => new KeyValuePair<string, JsonNode?>($"{status}", Reference("responses", $"Refused{status}")));

    public static JsonObject Responses() => new(Statuses.Select(status =>
        new KeyValuePair<string, JsonNode?>($"Refused{status}", Refusal(status))));

    public static JsonObject ProblemSchema() => new()
    {
        ["type"] = "object", ["description"] = T.OpenapiProblem.ToString(),
        ["properties"] = new JsonObject
        {
            ["type"] = Text(), ["title"] = Text(), ["status"] = new JsonObject { ["type"] = "integer" }, ["detail"] = Text(),
            ["codes"] = new JsonObject { ["type"] = "array", ["items"] = Text() },
            ["fault"] = new JsonObject { ["enum"] = new JsonArray("consumer", "exchange", "upstream", "none") },
            ["problems"] = new JsonObject
            {
                ["type"] = "array",
                ["items"] = new JsonObject
                {
                    ["type"] = "object",
                    ["properties"] = new JsonObject { ["field"] = Text(), ["code"] = Text(), ["message"] = Text() },
                },
            },
        },
    };

    public static JsonObject Content(string type, JsonObject? schema) =>
        new() { [type] = schema is null ? new JsonObject() : new JsonObject { ["schema"] = schema } };

    public static JsonObject Object(params IEnumerable<(string Name, JsonObject Schema)> properties) => new()
    {
        ["type"] = "object",
        ["properties"] = new JsonObject(properties.Select(one => new KeyValuePair<string, JsonNode?>(one.Name, one.Schema))),
    };

    public static JsonObject Text() => new() { ["type"] = "string" };

    public static string ProblemName => Problem;

    private static JsonObject Refusal(int status)
    {
        var answer = new JsonObject
        {
            ["description"] = Why(status).ToString(),
            ["headers"] = new JsonObject { [AnswerCall.IdHeader] = Reference("headers", "Call") },
            ["content"] = Content("application/problem+json", Reference("schemas", Problem)),
        };
        if (status is StatusCodes.Status429TooManyRequests or StatusCodes.Status503ServiceUnavailable)
        {
            answer["headers"]!["Retry-After"] = Reference("headers", "Retry");
        }
        return answer;
    }

    private static Kernel.Texts.Text Why(int status) => status switch
    {
        400 => T.OpenapiRefused400,
        401 => T.OpenapiRefused401,
        403 => T.OpenapiRefused403,
        404 => T.OpenapiRefused404,
        405 => T.OpenapiRefused405,
        422 => T.OpenapiRefused422,
        429 => T.OpenapiRefused429,
        _ => T.OpenapiRefused503,
    };

    private static JsonObject Header(string description, JsonObject schema) => new() { ["description"] = description, ["schema"] = schema };

    private static JsonObject Asked(string name, string description) => new()
    {
        ["name"] = name, ["in"] = "header", ["description"] = description,
        ["schema"] = new JsonObject { ["type"] = "string", ["maxLength"] = 100 },
    };
}
