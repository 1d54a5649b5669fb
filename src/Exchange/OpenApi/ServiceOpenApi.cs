using System.Text.Json.Nodes;
using Microsoft.Extensions.Options;
using Phusa.Catalog.Contracts;
using Phusa.Exchange.Services;

namespace Phusa.Exchange.OpenApi;

/// <summary>The OpenAPI document of a service as those who call it need it, whatever stands behind it.</summary>
internal sealed class ServiceOpenApi(ServiceInterfaces interfaces, ShortLists lists, IOptions<ExchangeOptions> options)
{
    private static readonly Dictionary<string, IReadOnlyList<CodeChoice>> None = [];

    public string TokenAddress => options.Value.TokenEndpoint;

    public async Task<JsonObject> OfAsync(ServiceOfMember known, CancellationToken cancellation)
    {
        var described = await interfaces.OfAsync(known.Service, cancellation);
        return Of(
            known.Service, described, described.Contract is { } contract ? await lists.OfAsync(contract, cancellation) : None,
            AddressOf(known), TokenAddress);
    }

    /// <summary>Where the gateway answers for it.</summary>
    public string AddressOf(ServiceOfMember known) => options.Value.Issuer + PathOf(known);

    public static string PathOf(ServiceOfMember known) =>
        $"/x/{Uri.EscapeDataString(known.Owner.Code)}/{Uri.EscapeDataString(known.Service.Code)}/v{known.Service.Version}";

    /// <param name="lists">Codes that fields of a dataset may have.</param>
    /// <param name="tokens">Where tokens are asked for.</param>
    public static JsonObject Of(
        Service service, ServiceInterface described, IReadOnlyDictionary<string, IReadOnlyList<CodeChoice>> lists, string address, string tokens)
    {
        var root = Root(described, lists);
        var document = new JsonObject
        {
            ["openapi"] = root["openapi"]?.DeepClone() ?? "3.1.1",
            ["info"] = root["info"]?.DeepClone() ?? new JsonObject
            {
                ["title"] = service.Title.ToString(), ["version"] = $"{service.Version}",
                ["description"] = described.Contract?.Purpose ?? T.OpenapiSoap.ToString(),
            },
            ["servers"] = new JsonArray(new JsonObject { ["url"] = address }),
            ["security"] = OpenApiParts.Security(),
        };
        foreach (var (name, value) in root.Where(member => !document.ContainsKey(member.Key)))
        {
            document[name] = value?.DeepClone();
        }
        document["components"]!["securitySchemes"] = OpenApiParts.SecuritySchemes(tokens);
        return document;
    }

    private static JsonObject Root(ServiceInterface described, IReadOnlyDictionary<string, IReadOnlyList<CodeChoice>> lists)
    {
        if (described.Api is { } api)
        {
            return OwnOpenApi.Rewritten(api.Root);
        }
        if (described.Wsdl is { } wsdl)
        {
            return WithParts(OwnOpenApi.OfSoap(wsdl));
        }
        var made = new DatasetOpenApi(described.Contract!, lists);
        return WithParts(new() { ["paths"] = made.Paths(), ["components"] = new JsonObject { ["schemas"] = made.Schemas() } });
    }

    private static JsonObject WithParts(JsonObject root)
    {
        var components = root["components"]!.AsObject();
        components["headers"] = OpenApiParts.Headers();
        components["parameters"] = OpenApiParts.Parameters();
        components["responses"] = OpenApiParts.Responses();
        return root;
    }
}
