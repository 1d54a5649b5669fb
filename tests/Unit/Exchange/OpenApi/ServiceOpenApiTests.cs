using System.Text.Json.Nodes;
using Microsoft.OpenApi;
using Phusa.Catalog.Contracts;
using Phusa.Exchange.Documents;
using Phusa.Exchange.OpenApi;
using Phusa.Exchange.Schemas;
using Phusa.Exchange.Services;

namespace Phusa.Tests.Unit.Exchange.OpenApi;

public sealed class ServiceOpenApiTests
{
    private const string Address = "https://chia-se.tinh.vn/x/H21.13/thu/v1";
    private const string Tokens = "https://chia-se.tinh.vn/oauth/token";

    internal static readonly Service Service = new(
        Guid.NewGuid(), Guid.NewGuid(), "thu", 1, ServiceKind.Dataset, "thu", "Dịch vụ thử", "A trial", ServiceState.Published, new(null, null),
        DateTimeOffset.UnixEpoch);

    public static TheoryData<string> Packs => [.. Directory.EnumerateFiles(Path.Combine(Root(), "packs"), "*.contract.yaml", SearchOption.AllDirectories)
        .Select(file => Path.GetRelativePath(Root(), file))];

    /// <summary>The document of a contract of the demo province.</summary>
    internal static JsonObject Generated(string file, IReadOnlyDictionary<string, IReadOnlyList<CodeChoice>>? lists = null) => ServiceOpenApi.Of(
        Service, ServiceInterface.Of(Contract(file)), lists ?? new Dictionary<string, IReadOnlyList<CodeChoice>>(), Address, Tokens);

    internal static DataContract Contract(string file) => ContractReader.Read(File.ReadAllText(Path.Combine(Root(), file)), file).Contract!;

    [Theory]
    [MemberData(nameof(Packs))]
    public void Every_contract_of_the_demo_makes_a_sound_document(string file)
    {
        var text = Generated(file).ToJsonString();
        Assert.Empty(OpenApiDocument.Parse(text, "json").Diagnostic!.Errors);
        Assert.Empty(ApiDocument.Read(text).Problems);
    }

    [Fact]
    public void A_document_tells_where_how_and_what()
    {
        var contract = Contract("packs/chuyen-doi-so/projects_gialai_2024.contract.yaml");
        var document = Generated(
            "packs/chuyen-doi-so/projects_gialai_2024.contract.yaml",
            new Dictionary<string, IReadOnlyList<CodeChoice>> { ["kind"] = [new("new", "Làm mới"), new("next", null)] });

        Assert.Equal(Address, (string?)document["servers"]![0]!["url"]);
        Assert.Equal(Tokens, (string?)document["components"]!["securitySchemes"]!["oauth"]!["flows"]!["clientCredentials"]!["tokenUrl"]);
        Assert.Equal(["/rows", "/rows/{no}", "/exists/{no}", "/changes", "/file", "/digest"], document["paths"]!.AsObject().Select(path => path.Key));
        var row = document["components"]!["schemas"]!["Row"]!["properties"]!.AsObject();
        Assert.Equal(contract.Fields.Select(field => field.Name), row.Select(field => field.Key));
        Assert.Equal("""["new","next"]""", row["kind"]!["enum"]!.ToJsonString());
        Assert.Contains("Làm mới", (string?)row["kind"]!["description"], StringComparison.Ordinal);
        var answers = document["paths"]!["/rows/{no}"]!["get"]!["responses"]!.AsObject();
        Assert.Equal(["200", "400", "401", "403", "404", "422", "429", "503"], answers.Select(answer => answer.Key));
        Assert.True(answers["200"]!["headers"]!.AsObject().ContainsKey("Phusa-Receipt"));
        Assert.Contains(
            document["paths"]!["/rows"]!["get"]!["parameters"]!.AsArray(), one => (string?)one!["name"] == "budget_million_vnd");
    }

    /// <summary>What is masked from other agencies altogether cannot be asked for, so it is not described.</summary>
    [Fact]
    public void Fields_that_never_leave_are_not_in_it()
    {
        var contract = Contract("packs/chuyen-doi-so/projects_gialai_2024.contract.yaml");
        var hidden = contract with { Fields = [.. contract.Fields.Select(field => field.Name == "name" ? field with { PersonalData = PersonalData.Basic } : field)] };
        var document = ServiceOpenApi.Of(
            Service, ServiceInterface.Of(hidden), new Dictionary<string, IReadOnlyList<CodeChoice>>(), Address, Tokens);
        Assert.False(document["components"]!["schemas"]!["Row"]!["properties"]!.AsObject().ContainsKey("name"));
    }

    [Fact]
    public void The_owners_document_gets_the_gateways_address_and_proof()
    {
        var own = ApiDocument.Read("""
            openapi: 3.0.3
            info: { title: Dự án, version: '7' }
            servers: [ { url: 'http://10.0.0.5/noi-bo' } ]
            security: [ { key: [] } ]
            paths:
              /projects:
                servers: [ { url: 'http://10.0.0.6' } ]
                get:
                  security: [ { key: [] } ]
                  responses: { '200': { description: ok } }
            components:
              securitySchemes: { key: { type: apiKey, name: X-Key, in: header } }
            """).Value!;
        var text = ServiceOpenApi.Of(
            Service with { Kind = ServiceKind.Rest }, ServiceInterface.Of(own), new Dictionary<string, IReadOnlyList<CodeChoice>>(), Address, Tokens)
            .ToJsonString();

        Assert.DoesNotContain("10.0.0", text, StringComparison.Ordinal);
        Assert.DoesNotContain("X-Key", text, StringComparison.Ordinal);
        Assert.Contains(Address, text, StringComparison.Ordinal);
        Assert.Contains("\"oauth\":[]", text, StringComparison.Ordinal);
        Assert.Equal("7", (string?)JsonNode.Parse(text)!["info"]!["version"]);
        Assert.Empty(OpenApiDocument.Parse(text, "json").Diagnostic!.Errors);
    }

    [Fact]
    public void A_SOAP_service_is_one_address_that_messages_are_posted_to()
    {
        var wsdl = ServiceInterface.Of(new WsdlDocument([new SoapOperation("TraCuu", "urn:tra-cuu")], null));
        var text = ServiceOpenApi.Of(
            Service with { Kind = ServiceKind.Soap }, wsdl, new Dictionary<string, IReadOnlyList<CodeChoice>>(), Address, Tokens).ToJsonString();
        Assert.Empty(OpenApiDocument.Parse(text, "json").Diagnostic!.Errors);
        Assert.Equal("POST", Assert.Single(ApiDocument.Read(text).Value!.Operations).Method);
    }

    private static string Root()
    {
        var at = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(at, "Phusa.slnx")))
        {
            at = Path.GetDirectoryName(at)!;
        }
        return at;
    }
}
