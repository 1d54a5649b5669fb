using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Phusa.Exchange.Schemas;
using Phusa.Exchange.Upstreams;
using Phusa.Security.Contracts;

namespace Phusa.Tests.Http.Exchange;

/// <summary>What a new integrator meets: the catalogue, the description of a service, the sandbox.</summary>
public sealed class PortalTests(ExchangeHost host) : IClassFixture<ExchangeHost>
{
    private const string Api = """
        openapi: 3.1.0
        info: { title: Hồ sơ, version: '2' }
        servers: [ { url: 'http://10.1.2.3/' } ]
        paths:
          /permits:
            post:
              summary: Nộp hồ sơ
              requestBody:
                required: true
                content: { application/json: { schema: { type: object, required: [name], properties: { name: { type: string } } } } }
              responses:
                '201': { description: ok, content: { application/json: { schema: { type: object, required: [number], properties: { number: { type: string, pattern: '^HS-[0-9]{4}$' }, permit_holder: { type: string } } } } } }
        """;

    [Fact]
    public async Task The_catalogue_is_searched_by_field_owner_and_title_and_narrowed()
    {
        await host.OfferedAsync("catalogue_wells");
        var permits = await host.ForwardedAsync("giay-phep", Api, new UpstreamOrder("http://127.0.0.1:9/"));
        var analyst = await host.AsAsync(Role.Analyst);
        Task<string> Page(string query) => analyst.GetStringAsync($"/exchange/services?{query}");

        Assert.Contains("catalogue_wells", await Page("q=catalogue+COMMUNE"), StringComparison.Ordinal);
        Assert.DoesNotContain("catalogue_wells", await Page("q=catalogue+khong-co"), StringComparison.Ordinal);
        var found = await Page("q=permit_holder");
        Assert.Contains("giay-phep", found, StringComparison.Ordinal);
        Assert.DoesNotContain("catalogue_wells", found, StringComparison.Ordinal);
        var narrowed = await Page("kind=rest&state=published");
        Assert.Contains("giay-phep", narrowed, StringComparison.Ordinal);
        Assert.DoesNotContain("catalogue_wells", narrowed, StringComparison.Ordinal);
        Assert.Contains("kind=dataset", narrowed, StringComparison.Ordinal);
        Assert.Contains("catalogue_wells", await analyst.GetStringAsync("/api/v1/exchange/services?q=phone+catalogue"), StringComparison.Ordinal);
        Assert.Contains($"{permits.Id}", await analyst.GetStringAsync("/exchange/status"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_title_with_the_very_words_comes_before_one_with_the_words_apart()
    {
        foreach (var (name, title) in new[] { ("ranked_a", "Tra cứu kết quả của dự án"), ("ranked_b", "Tra cứu dự án mới") })
        {
            await host.OwnedAsync(name);
            await host.PublishAsync(new(name, TitleVi: title));
        }
        var found = await (await host.AsAsync(Role.Analyst)).GetStringAsync("/exchange/services?q=tra+cuu+du+an");

        Assert.InRange(
            found.IndexOf("Tra cứu dự án mới", StringComparison.Ordinal), 0,
            found.IndexOf("Tra cứu kết quả của dự án", StringComparison.Ordinal));
    }

    /// <summary>The document is made from the contract, the answers by the gateway: neither knows the other.</summary>
    [Fact]
    public async Task Real_answers_are_as_the_generated_document_says()
    {
        var service = await host.OfferedAsync("described_wells");
        var (client, _) = await host.GrantedAsync(service);
        await host.ImportAsync("described_wells", "no,commune,phone\n1,23561,0912345678\n");
        var document = ApiDocument.Read(await (await host.AsAsync(Role.Analyst)).GetStringAsync($"/api/v1/exchange/services/{service.Id}/openapi.json")).Value!;
        Assert.EndsWith($"/x/{PhusaHost.Department}/described_wells/v1", document.Root.GetProperty("servers")[0].GetProperty("url").GetString(), StringComparison.Ordinal);

        foreach (var path in new[] { "/rows", "/rows/1", "/rows/99", "/exists/1", "/changes?since=1", "/rows?commune=gte.2&commune=lt.9&limit=1", "/rows?nothing=1", "/file", "/digest", "/digest?select=no&commune=eq.23561" })
        {
            var answer = await client.GetAsync($"/x/{PhusaHost.Department}/described_wells/v1{path}");
            var body = await answer.Content.ReadAsByteArrayAsync();
            var match = document.Match("GET", path.Split('?')[0])!;
            var faults = CallCheck.Answer(match.Operation, (int)answer.StatusCode, answer.Content.Headers.ContentType?.ToString(), body);
            Assert.True(faults.Count == 0, $"{path} {answer.StatusCode}: {string.Join("; ", faults)}");
        }
        Assert.Equal(HttpStatusCode.NotFound, (await (await host.AsAsync(Role.Analyst)).GetAsync($"/api/v1/exchange/services/{Guid.NewGuid()}/openapi.json")).StatusCode);
    }

    [Fact]
    public async Task The_sandbox_answers_officials_and_systems_without_an_agreement_and_writes_nothing()
    {
        await host.OfferedAsync("tried_wells");
        using var system = await host.CallingAsync(await host.SystemAsync());
        var (analyst, before) = (await host.AsAsync(Role.Analyst), await host.LedgerSizeAsync());

        foreach (var client in new[] { analyst, system })
        {
            var answer = await client.GetAsync($"/x/sandbox/{PhusaHost.Department}/tried_wells/v1/rows/41");
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            Assert.Equal("true", answer.Headers.GetValues("Phusa-Sandbox").Single());
            Assert.False(answer.Headers.Contains("Phusa-Receipt"));
            Assert.Equal(41, (int?)JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["no"]);
        }
        var digest = await system.GetFromJsonAsync<JsonNode>($"/x/sandbox/{PhusaHost.Department}/tried_wells/v1/digest?select=no");
        Assert.Matches("^[0-9a-f]{64}$", (string?)digest!["digest"]);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await system.GetAsync($"/x/sandbox/{PhusaHost.Department}/tried_wells/v1/digest?select=khong")).StatusCode);
        Assert.Equal("call.schema", await Answers.CodeAsync(await system.GetAsync($"/x/sandbox/{PhusaHost.Department}/tried_wells/v1/rows/mot")));
        Assert.Equal("call.path-missing", await Answers.CodeAsync(await system.GetAsync($"/x/sandbox/{PhusaHost.Department}/tried_wells/v1/other")));
        Assert.Equal("request.method", await Answers.CodeAsync(await system.DeleteAsync($"/x/sandbox/{PhusaHost.Department}/tried_wells/v1/rows")));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await system.GetAsync($"/x/sandbox/{PhusaHost.Department}/tried_wells/v1/rows?sort=khong")).StatusCode);
        Assert.Equal("call.service-missing", await Answers.CodeAsync(await system.GetAsync($"/x/sandbox/{PhusaHost.Department}/no_wells/v1/rows")));
        Assert.Equal(before, await host.LedgerSizeAsync());
        // The gateway itself still wants an agreement.
        Assert.Equal("call.no-agreement", await Answers.CodeAsync(await system.GetAsync($"/x/{PhusaHost.Department}/tried_wells/v1/rows/41")));
    }

    [Theory]
    [InlineData("http://schemas.xmlsoap.org/soap/envelope/", "text/xml", 500, "soap:Client")]
    [InlineData("http://www.w3.org/2003/05/soap-envelope", "application/soap+xml", 400, "soap:Sender")]
    public async Task A_SOAP_service_answers_in_the_sandbox_as_its_WSDL_says(string soap, string type, int status, string code)
    {
        var name = $"soap-{status}";
        var service = await host.ForwardedAsync(name, """
            <w:definitions xmlns:w="http://schemas.xmlsoap.org/wsdl/" xmlns:soap="http://schemas.xmlsoap.org/wsdl/soap/" xmlns:t="urn:t" targetNamespace="urn:t">
              <w:types><xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="urn:t">
                <xs:element name="TraCuu" type="xs:string"/><xs:element name="KetQua" type="xs:int"/></xs:schema></w:types>
              <w:message name="Hoi"><w:part name="p" element="t:TraCuu"/></w:message><w:message name="Dap"><w:part name="p" element="t:KetQua"/></w:message>
              <w:portType name="P"><w:operation name="TraCuu"><w:input message="t:Hoi"/><w:output message="t:Dap"/></w:operation></w:portType>
              <w:binding name="B" type="t:P"><soap:binding/><w:operation name="TraCuu"><soap:operation soapAction="urn:tra-cuu"/></w:operation></w:binding>
            </w:definitions>
            """, new("https://ho-tich.example.vn/ws"), "soap");
        var analyst = await host.AsAsync(Role.Analyst);
        var address = $"/x/sandbox/{PhusaHost.Department}/{name}/v1";

        using var asked = Message("<TraCuu xmlns='urn:t'/>");
        var answer = await analyst.PostAsync(address, asked);
        using var unknown = Message("<Xoa/>");
        var fault = await analyst.PostAsync(address, unknown);

        Assert.Equal((HttpStatusCode.OK, type), (answer.StatusCode, answer.Content.Headers.ContentType!.MediaType));
        Assert.Matches($"<soap:Envelope xmlns:soap=\"{soap}\">\\s*<soap:Body>\\s*<KetQua xmlns=\"urn:t\">[0-9]+</KetQua>", await answer.Content.ReadAsStringAsync());
        var told = await fault.Content.ReadAsStringAsync();
        Assert.Equal((status, type), ((int)fault.StatusCode, fault.Content.Headers.ContentType!.MediaType));
        Assert.Contains(code, told, StringComparison.Ordinal);
        Assert.Contains("call.operation-missing", told, StringComparison.Ordinal);
        var page = await analyst.GetStringAsync($"/exchange/services/{service.Id}/operation?name=TraCuu");
        Assert.Contains("&lt;TraCuu xmlns=", page, StringComparison.Ordinal);
        Assert.Contains("urn:tra-cuu", page, StringComparison.Ordinal);

        StringContent Message(string body) => new($"<s:Envelope xmlns:s='{soap}'><s:Body>{body}</s:Body></s:Envelope>", Encoding.UTF8, type);
    }

    [Fact]
    public async Task The_sandbox_is_refused_to_anybody_else_and_to_whoever_asks_too_often()
    {
        await host.OfferedAsync("guarded_wells");
        const string Path = $"/x/sandbox/{PhusaHost.Department}/guarded_wells/v1/exists/1";
        using var anyone = host.Anyone();
        Assert.Equal("call.token-missing", await Answers.CodeAsync(await anyone.GetAsync(Path)));
        anyone.DefaultRequestHeaders.Authorization = new("Bearer", "x.y.z");
        Assert.Equal("call.token-invalid", await Answers.CodeAsync(await anyone.GetAsync(Path)));
        using var system = await host.CallingAsync(await host.SystemAsync());

        var refused = HttpStatusCode.OK;
        for (var asked = 0; asked <= 60 && refused == HttpStatusCode.OK; asked++)
        {
            using var answer = await system.GetAsync(Path);
            refused = answer.StatusCode;
        }
        Assert.Equal(HttpStatusCode.TooManyRequests, refused);
        Assert.Equal("sandbox.rate", await Answers.CodeAsync(await system.GetAsync(Path)));
    }

    /// <summary>Of two routes that fit, the one with the word wins; what it does not fit is the gateway's.</summary>
    [Fact]
    public async Task An_agency_of_that_name_is_still_the_gateways()
    {
        using var system = await host.CallingAsync(await host.SystemAsync());
        Assert.False((await system.GetAsync("/x/sandbox/du-an/v1/rows")).Headers.Contains("Phusa-Sandbox"));
        Assert.True((await system.GetAsync("/x/sandbox/v1/v1/v1/rows")).Headers.Contains("Phusa-Sandbox"));
    }

    [Fact]
    public async Task An_operation_is_tried_on_its_page_with_a_body_and_shown_in_five_languages()
    {
        var service = await host.ForwardedAsync("nop-ho-so", Api, new UpstreamOrder("http://127.0.0.1:9/"));
        var analyst = await host.AsAsync(Role.Analyst);
        var page = $"/exchange/services/{service.Id}/operation?name=POST%20/permits";
        Assert.Contains("operation?name=POST%20%2Fpermits", await analyst.GetStringAsync($"/exchange/services/{service.Id}"), StringComparison.Ordinal);
        var shown = await analyst.GetStringAsync(page);
        Assert.DoesNotContain("10.1.2.3", shown, StringComparison.Ordinal);
        foreach (var file in new[] { "call.sh", "Call.cs", "Call.java", "call.py", "call.mjs" })
        {
            Assert.Contains(file, shown, StringComparison.Ordinal);
        }

        var well = await TextAsync(PhusaHost.SubmitAsync(analyst, page, page, ("body", """{"name":"<b>An</b>"}""")));
        Assert.Contains("201 Created", well, StringComparison.Ordinal);
        Assert.Matches("HS-[0-9]{4}", well);
        Assert.DoesNotContain("<b>An", well, StringComparison.Ordinal);
        var wrong = await TextAsync(PhusaHost.SubmitAsync(analyst, page, page, ("body", """{"name":7}""")));
        Assert.Contains("400 Bad Request", wrong, StringComparison.Ordinal);
        Assert.Contains("call.schema", wrong, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await analyst.GetAsync($"/exchange/services/{service.Id}/operation?name=GET%20/x")).StatusCode);
    }

    [Fact]
    public async Task Why_a_call_failed_is_found_by_its_id_and_by_its_code_and_only_for_ones_own_system()
    {
        var service = await host.OfferedAsync("asked_wells");
        var (client, agreement) = await host.GrantedAsync(service);
        var stranger = await host.SystemAsync();
        var steward = await host.AsAsync(Role.DataOffice);
        var call = (await client.GetAsync($"/x/{PhusaHost.Department}/asked_wells/v1/rows/77")).Headers.GetValues("Phusa-Call").Single();
        Task<string> Page(Guid system, string ask) => steward.GetStringAsync($"/exchange/systems/{system}/check?ask={ask}");

        var found = await Page(agreement.SystemId, call);
        Assert.Contains("GET rows/{key}", found, StringComparison.Ordinal);
        Assert.Contains("service.row-missing", found, StringComparison.Ordinal);
        Assert.Contains($"/exchange/agreements/{agreement.Id}", found, StringComparison.Ordinal);
        Assert.DoesNotContain("GET rows/{key}", await Page(stranger.Id, call), StringComparison.Ordinal);
        Assert.Contains("Retry-After", await Page(stranger.Id, "call.rate-reached"), StringComparison.Ordinal);
        Assert.Contains("sổ cái", await Page(stranger.Id, "khong-co-ma-nay"), StringComparison.Ordinal);
        // It has no credential and no agreement yet.
        Assert.Equal(2, (await Page(stranger.Id, "")).Split("gửi yêu cầu ở trang dịch vụ").Length);
        Assert.Equal(HttpStatusCode.NotFound, (await (await host.AsAsync(Role.Analyst)).GetAsync($"/exchange/systems/{stranger.Id}/check")).StatusCode);
    }

    [Fact]
    public async Task What_may_not_be_asked_for_or_answered_is_said_before_it_is_tried()
    {
        var service = await host.OfferedAsync("form_wells");
        var office = await host.AsAsync(Role.DataOffice);
        await host.SystemAsync();
        var form = $"/exchange/services/{service.Id}/agreements/new";
        var shown = await office.GetStringAsync(form);
        Assert.Matches("value=\"phone\"[^>]*disabled", shown);
        Assert.DoesNotMatch("value=\"commune\"[^>]*disabled", shown);

        var refused = await TextAsync(PhusaHost.SubmitAsync(
            office, form, $"/exchange/services/{service.Id}/agreements", ("system", $"{(await host.SystemAsync()).Id}"), ("fields", "khong-co"), ("fields", "phone")));
        Assert.Contains("khong-co", refused[refused.IndexOf("fields-error\">", StringComparison.Ordinal)..], StringComparison.Ordinal);
        Assert.Equal(3, refused[refused.IndexOf("id=\"fields-error\"", StringComparison.Ordinal)..].Split("</ul>")[0].Split("<li>").Length);
    }

    private static async Task<string> TextAsync(Task<HttpResponseMessage> asked) => await (await asked).Content.ReadAsStringAsync();
}
