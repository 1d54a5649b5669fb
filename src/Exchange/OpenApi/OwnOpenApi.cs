using System.Text.Json;
using System.Text.Json.Nodes;
using Phusa.Exchange.Documents;
using static Phusa.Exchange.OpenApi.OpenApiParts;

namespace Phusa.Exchange.OpenApi;

/// <summary>The document of a system behind the exchange as callers need it: the address and the proof are the gateway's.</summary>
internal static class OwnOpenApi
{
    /// <summary>The one call that all operations of a SOAP service are.</summary>
    public const string SoapCall = "POST /";

    public const string SoapAction = "SOAPAction";

    private static readonly string[] Methods = ["get", "head", "post", "put", "patch", "delete", "options", "trace"];

    /// <summary>How callers prove themselves to the system, and where it is, is the exchange's business alone.</summary>
    public static JsonObject Rewritten(JsonElement written)
    {
        var root = JsonObject.Create(written)!.DeepClone().AsObject();
        root.Remove("servers");
        root.Remove("security");
        foreach (var path in Objects(root["paths"]))
        {
            path.Remove("servers");
            foreach (var operation in Methods.Select(method => path[method]).OfType<JsonObject>())
            {
                operation.Remove("servers");
                operation.Remove("security");
            }
        }
        if (root["components"] is not JsonObject components)
        {
            root["components"] = components = [];
        }
        components.Remove("securitySchemes");
        return root;
    }

    /// <summary>SOAP as OpenAPI can tell it: one address, a message each way. The WSDL says what is in them.</summary>
    public static JsonObject OfSoap(WsdlDocument wsdl) => new()
    {
        ["paths"] = new JsonObject
        {
            ["/"] = new JsonObject
            {
                ["post"] = new JsonObject
                {
                    ["operationId"] = "call", ["summary"] = T.OpenapiSoap.ToString(),
                    ["description"] = string.Join(", ", wsdl.Operations.Select(one => one.Name)),
                    ["parameters"] = new JsonArray(
                        new JsonObject
                        {
                            ["name"] = SoapAction, ["in"] = "header", ["description"] = T.OpenapiAction.ToString(), ["schema"] = OpenApiParts.Text(),
                        }, Reference("parameters", "Case"), Reference("parameters", "Consent")),
                    ["requestBody"] = new JsonObject { ["required"] = true, ["content"] = Xml() },
                    ["responses"] = new JsonObject(
                    [
                        new("200", new JsonObject { ["description"] = T.OpenapiWell.ToString(), ["content"] = Xml() }),
                        .. Refusals(400, 401, 403, 404, 405, 429, 503),
                    ]),
                },
            },
        },
        ["components"] = new JsonObject { ["schemas"] = new JsonObject { [ProblemName] = ProblemSchema() } },
    };

    private static JsonObject Xml() => new() { ["text/xml"] = new JsonObject(), ["application/soap+xml"] = new JsonObject() };

    private static IEnumerable<JsonObject> Objects(JsonNode? map) =>
        map is JsonObject members ? members.Select(member => member.Value).OfType<JsonObject>() : [];
}
