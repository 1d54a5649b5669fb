using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Phusa.Exchange.Services;
using Phusa.Exchange.Traffic;
using Phusa.Security.Contracts;

namespace Phusa.Tests.Http.Exchange;

/// <summary>Calls that systems behind the exchange answer, through the gateway's own address.</summary>
public sealed class ForwardedCallTests(ExchangeHost host) : IClassFixture<ExchangeHost>
{
    private const string Root = $"/x/{PhusaHost.Department}";

    private const string Api = """
        openapi: 3.0.3
        info: { title: Dự án, version: '1' }
        paths:
          /projects/{id}:
            get:
              summary: Tra cứu dự án
              parameters: [ { name: id, in: path, required: true, schema: { type: integer } } ]
              responses:
                '200': { description: ok, content: { application/json: { schema: { $ref: '#/components/schemas/Project' } } } }
                '404': { description: none, content: { application/json: { schema: { type: object } } } }
          /projects:
            post:
              requestBody:
                required: true
                content: { application/json: { schema: { type: object, required: [ name ], properties: { name: { type: string, maxLength: 20 } } } } }
              responses:
                '201': { description: made, content: { application/json: { schema: { $ref: '#/components/schemas/Project' } } } }
        components:
          schemas:
            Project:
              type: object
              required: [ id ]
              properties:
                id: { type: integer }
                name: { type: string }
                keeper: { type: object, properties: { name: { type: string }, phone: { type: string, x-phusa-personal: basic } } }
        """;

    private const string XmlApi = """
        openapi: 3.0.3
        info: { title: Hồ sơ, version: '1' }
        paths:
          /ho-so:
            get:
              summary: Tra cứu hồ sơ
              responses:
                '200': { description: ok, content: { application/json: { schema: { $ref: '#/components/schemas/Answer' } } } }
        components:
          schemas:
            Answer:
              type: object
              properties:
                error_code: { type: integer }
                data:
                  type: object
                  properties:
                    HoSo:
                      type: object
                      properties:
                        Ma: { type: string, minLength: 1 }
                        SoDienThoai: { type: string, x-phusa-personal: basic }
        """;

    private const string Wsdl = """
        <definitions xmlns="http://schemas.xmlsoap.org/wsdl/" xmlns:soap="http://schemas.xmlsoap.org/wsdl/soap/">
          <binding name="A"><soap:binding /><operation name="TraCuu"><soap:operation soapAction="urn:tra-cuu" /></operation></binding>
        </definitions>
        """;

    [Fact]
    public async Task Only_the_agreements_fields_come_back_with_a_receipt_and_the_gateway_signs_itself_in()
    {
        HttpRequest? seen = null;
        await using var system = await TestUpstream.StartAsync(context =>
        {
            seen = Kept(context);
            context.Response.ContentType = "application/json";
            return context.Response.WriteAsync("""{"id":7,"name":"Cầu","keeper":{"name":"An","phone":"0912345678"}}""");
        });
        var (client, agreement) = await GrantedAsync("du-an-ngoai", system);
        client.DefaultRequestHeaders.Add("X-Road-Client", "GL/GOV/GIA-MAO/x");
        client.DefaultRequestHeaders.Add(ExchangeHost.CertificateHeader, "none");
        client.DefaultRequestHeaders.AcceptEncoding.ParseAdd("gzip");

        var answer = await client.GetAsync($"{Root}/du-an-ngoai/v1/projects/7");

        Assert.Equal("""{"id":7,"keeper":{"name":"An"}}""", await answer.Content.ReadAsStringAsync());
        Assert.Equal("/api/projects/7", seen!.Path);
        Assert.Equal("khoa-cua-cong", seen.Headers["X-Api-Key"]);
        Assert.Equal(agreement.ToString(), seen.Headers["Phusa-Agreement"]);
        Assert.StartsWith("GL/COM/THU-NGHIEM/", seen.Headers["X-Road-Client"].ToString(), StringComparison.Ordinal);
        Assert.Equal("identity", seen.Headers.AcceptEncoding);
        Assert.Equal(0, seen.Headers.Authorization.Count);
        Assert.False(seen.Headers.ContainsKey(ExchangeHost.CertificateHeader));
        var entry = await host.EntryAsync(answer);
        Assert.Equal("GET /projects/{id}", (string?)entry["details"]!["operation"]);
        Assert.Equal(["id", "keeper.name"], entry["details"]!["fields"]!.AsArray().Select(field => (string?)field));
        Assert.Equal(answer.Content.Headers.ContentLength, (long)entry["details"]!["answerBytes"]!);
    }

    [Fact]
    public async Task What_is_left_of_an_answer_has_a_tag_of_its_own_and_nothing_is_sent_twice()
    {
        var (version, asked) = (1, new List<string>());
        await using var system = await TestUpstream.StartAsync(context =>
        {
            var (tag, given) = ($"\"goc-{version}\"", context.Request.Headers.IfNoneMatch.ToString());
            asked.Add(given);
            (context.Response.Headers.ETag, context.Response.Headers.CacheControl) = (tag, "public, max-age=600");
            context.Response.ContentType = "application/json";
            context.Response.StatusCode = given == tag ? 304 : 200;
            return given == tag ? Task.CompletedTask : context.Response.WriteAsync("""{"id":7,"name":"Cầu"}""");
        });
        var (client, _) = await GrantedAsync("du-an-nho", system);
        var path = $"{Root}/du-an-nho/v1/projects/7";

        var first = await client.GetAsync(path);
        var again = await AskedAsync(client, path, $"{first.Headers.ETag}");
        var guessed = await AskedAsync(client, path, "\"goc-1\"");
        version = 2;
        var changed = await AskedAsync(client, path, $"{first.Headers.ETag}");

        Assert.DoesNotContain("goc", $"{first.Headers.ETag}", StringComparison.Ordinal);
        Assert.Equal("no-cache, private", $"{first.Headers.CacheControl}");
        Assert.Equal((HttpStatusCode.NotModified, first.Headers.ETag, ""), (again.StatusCode, again.Headers.ETag, await again.Content.ReadAsStringAsync()));
        var details = (await host.EntryAsync(again))["details"]!;
        Assert.Equal((304, true, 0), ((int)details["status"]!, (bool)details["told"]!, details["fields"]!.AsArray().Count));
        Assert.Equal((HttpStatusCode.OK, first.Headers.ETag), (guessed.StatusCode, guessed.Headers.ETag));
        Assert.Equal(HttpStatusCode.OK, changed.StatusCode);
        Assert.NotEqual(first.Headers.ETag, changed.Headers.ETag);
        Assert.Equal(["", "\"goc-1\"", "", "\"goc-1\""], asked);
    }

    [Fact]
    public async Task An_answer_that_passes_whole_keeps_its_tag_and_is_kept_by_its_caller_alone()
    {
        await using var system = await TestUpstream.StartAsync(context =>
        {
            (context.Response.Headers.ETag, context.Response.Headers.CacheControl) = ("W/\"1\"", "public, max-age=600");
            context.Response.ContentType = "text/xml";
            return context.Response.WriteAsync("<ok/>");
        });
        var service = await host.ForwardedAsync("soap-nho", Wsdl, new(system.Address.OriginalString), "soap");
        var (client, _) = await host.GrantedAsync(service, order => order with { Fields = [] });
        using var body = new StringContent(
            """<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body><TraCuu/></s:Body></s:Envelope>""", Encoding.UTF8, "text/xml");

        var answer = await client.PostAsync($"{Root}/soap-nho/v1", body);

        Assert.Equal(("W/\"1\"", "no-cache, private"), ($"{answer.Headers.ETag}", $"{answer.Headers.CacheControl}"));
    }

    [Fact]
    public async Task What_the_document_does_not_describe_goes_nowhere()
    {
        await using var system = await TestUpstream.StartAsync(_ => Task.CompletedTask);
        var (client, _) = await GrantedAsync("du-an-kin", system);
        var path = $"{Root}/du-an-kin/v1";
        using var long1 = Json("""{"name":"một cái tên dài hơn hai mươi ký tự","x":1}""");
        using var broken = Json("{");
        using var text = new StringContent("name=x");
        using var packed = Json("""{"name":"Cầu"}""");
        packed.Headers.ContentEncoding.Add("gzip");
        using var wide = new StringContent("""{"name":"Cầu"}""", Encoding.Unicode, "application/json");

        foreach (var (answer, status, code) in new[]
        {
            (await client.GetAsync($"{path}/secrets"), 404, "call.path-missing"),
            (await client.DeleteAsync($"{path}/projects/7"), 405, "request.method"),
            (await client.GetAsync($"{path}/projects/bay"), 400, "call.schema"),
            (await client.PostAsync($"{path}/projects", long1), 400, "call.schema"),
            (await client.PostAsync($"{path}/projects", broken), 400, "call.schema"),
            (await client.PostAsync($"{path}/projects", text), 400, "call.schema"),
            (await client.PostAsync($"{path}/projects", null), 400, "call.schema"),
            (await client.GetAsync($"{path}/projects/7?expand=all"), 400, "call.schema"),
            (await client.PostAsync($"{path}/projects", packed), 415, "request.encoded"),
            (await client.PostAsync($"{path}/projects", wide), 415, "request.encoded"),
        })
        {
            Assert.Equal((status, code), ((int)answer.StatusCode, await answer.CodeAsync()));
            Assert.Equal(code, (string?)(await host.EntryAsync(answer))["details"]!["problem"]);
        }
        Assert.Equal(0, system.Calls);
    }

    [Fact]
    public async Task What_may_change_something_has_its_intent_on_the_disk_before_it_goes()
    {
        long before = 0, after = 0;
        await using var system = await TestUpstream.StartAsync(async context =>
        {
            after = await host.LedgerSizeAsync();
            Assert.Equal("""{"name":"Cầu"}""", await new StreamReader(context.Request.Body).ReadToEndAsync());
            context.Response.StatusCode = 201;
            await context.Response.WriteAsJsonAsync(new { id = 8 });
        });
        var (client, _) = await GrantedAsync("du-an-moi", system);
        before = await host.LedgerSizeAsync();
        using var body = Json("""{"name":"Cầu"}""");

        var answer = await client.PostAsync($"{Root}/du-an-moi/v1/projects", body);

        Assert.Equal((HttpStatusCode.Created, """{"id":8}"""), (answer.StatusCode, await answer.Content.ReadAsStringAsync()));
        Assert.Equal((before + 1, before + 2), (after, await host.LedgerSizeAsync()));
    }

    [Theory]
    [InlineData(200, """{"id":"bảy"}""", 502, "answer.schema")]
    [InlineData(200, """{"name":"không có số"}""", 502, "answer.schema")]
    [InlineData(200, """{"error_code":7}""", 502, "answer.error")]
    [InlineData(200, "<html>", 502, "answer.malformed")]
    [InlineData(404, """{"message":"không có","keeper":{"phone":"0912345678"}}""", 404, """{"message":"không có","keeper":{}}""")]
    public async Task An_answer_that_is_not_as_described_is_not_passed_on(int status, string body, int told, string expected)
    {
        await using var system = await TestUpstream.StartAsync(context =>
        {
            context.Response.StatusCode = status;
            context.Response.ContentType = "application/json";
            return context.Response.WriteAsync(body);
        });
        var code = $"du-an-{Math.Abs(body.GetHashCode(StringComparison.Ordinal))}";
        var (client, _) = await GrantedAsync(code, system, errors: expected == "answer.error");

        var answer = await client.GetAsync($"{Root}/{code}/v1/projects/7");

        var text = await answer.Content.ReadAsStringAsync();
        Assert.Equal(told, (int)answer.StatusCode);
        Assert.Contains(expected, text, StringComparison.Ordinal);
        Assert.Equal(told == 502 ? "upstream" : null, told == 502 ? (string?)JsonNode.Parse(text)!["fault"] : null);
        Assert.Equal(told, (int)(await host.EntryAsync(answer))["details"]!["status"]!);
    }

    [Theory]
    [InlineData("report", 1)]
    [InlineData("off", 0)]
    public async Task What_is_not_as_described_is_passed_on_where_the_owner_says_so(string check, int counted)
    {
        await using var system = await TestUpstream.StartAsync(context =>
        {
            context.Response.ContentType = "application/json";
            return context.Response.WriteAsync("""{"id":"bảy","name":"Cầu"}""");
        });
        var service = await host.ForwardedAsync($"du-an-{check}", Api, new(system.Address.OriginalString, AnswerCheck: check));
        var (client, _) = await host.GrantedAsync(service, order => order with { Fields = ["id"] });

        var answer = await client.GetAsync($"{Root}/du-an-{check}/v1/projects/7");

        Assert.Equal("""{"id":"bảy"}""", await answer.Content.ReadAsStringAsync());
        await host.Services.GetRequiredService<TrafficMeter>().FlushAsync(default);
        var office = await host.AsAsync(Role.DataOffice);
        var traffic = JsonNode.Parse(await office.GetStringAsync($"/api/v1/exchange/traffic?service={service.Id}"))!;
        Assert.Equal(counted, traffic["errors"]!.AsArray().Where(
            one => ((string?)one!["fault"], (string?)one["kind"], (int)one["calls"]!) == ("none", "answer.schema", 1)).Count());
        Assert.Equal((1.0, 0), ((double)traffic["total"]!["availability"]!, (int)traffic["total"]!["upstreamFaults"]!));
        var described = JsonNode.Parse(await office.GetStringAsync($"/api/v1/exchange/services/{service.Id}"))!;
        Assert.Equal(check, (string?)described["health"]!["answerCheck"]);
        Assert.Contains(
            check == "report" ? "chỉ đếm lỗi" : "Không đối chiếu", await office.GetStringAsync("/exchange/status"), StringComparison.Ordinal);
        Assert.Contains("theo lựa chọn của cơ quan cung cấp", await office.GetStringAsync($"/exchange/services/{service.Id}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_system_that_is_away_is_told_from_the_exchange()
    {
        var system = await TestUpstream.StartAsync(_ => Task.CompletedTask);
        var (client, _) = await GrantedAsync("du-an-vang", system);
        await system.DisposeAsync();

        var answer = await client.GetAsync($"{Root}/du-an-vang/v1/projects/7");

        Assert.Equal((HttpStatusCode.BadGateway, "upstream.unreachable"), (answer.StatusCode, await answer.CodeAsync()));
        Assert.Equal("upstream.unreachable", (string?)(await host.EntryAsync(answer))["details"]!["problem"]);
    }

    /// <summary>As the guides of platforms in use have it: a code inside status 200, XML in a text of the JSON.</summary>
    [Theory]
    [InlineData("""{"error_code":0,"data":"<?xml version='1.0' encoding='utf-16'?><HoSo><Ma>H1</Ma><SoDienThoai>0912345678</SoDienThoai></HoSo>"}""", 200, """{"data":{"HoSo":{"Ma":"H1"}}}""")]
    [InlineData("""{"error_code":0,"data":"<HoSo><Ma/></HoSo>"}""", 502, "answer.schema")]
    [InlineData("""{"error_code":0,"data":"<HoSo><Ma>H1</HoSo>"}""", 502, "answer.xml")]
    [InlineData("""{"error_code":201,"data":"RECORD_NOT_FOUND"}""", 502, "answer.error")]
    public async Task XML_in_a_text_leaves_field_by_field(string told, int status, string expected)
    {
        await using var system = await TestUpstream.StartAsync(context =>
        {
            (context.Response.ContentType, context.Response.Headers.ETag) = ("application/json", "\"goc\"");
            return context.Response.WriteAsync(told);
        });
        var code = $"ho-so-{Math.Abs(told.GetHashCode(StringComparison.Ordinal))}";
        var service = await host.ForwardedAsync(code, XmlApi, new(
            system.Address.OriginalString, ErrorPointer: "/error_code", ErrorSuccess: "0", UnwrapXml: "data"));
        var (client, _) = await host.GrantedAsync(service, order => order with { Fields = ["data.HoSo.Ma"] });
        var (whole, _) = await host.GrantedAsync(service, order => order with { Fields = ["error_code", "data.HoSo.Ma", "data.HoSo.SoDienThoai"] });

        var answer = await client.GetAsync($"{Root}/{code}/v1/ho-so");

        var text = await answer.Content.ReadAsStringAsync();
        Assert.Equal((status, true), ((int)answer.StatusCode, text.Contains(expected, StringComparison.Ordinal)));
        Assert.Equal(status == 200, answer.Headers.ETag is not null);
        Assert.DoesNotContain("0912345678", text, StringComparison.Ordinal);
        if (status == 200)
        {
            Assert.Contains("\"SoDienThoai\":\"0912345678\"", await whole.GetStringAsync($"{Root}/{code}/v1/ho-so"), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("""<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body><TraCuu xmlns="urn:x"/></s:Body></s:Envelope>""", 200, "<s:ok")]
    [InlineData("""<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body><Xoa/></s:Body></s:Envelope>""", 404, "call.operation-missing")]
    [InlineData("""<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body/></s:Envelope>""", 400, "call.soap-malformed")]
    [InlineData("""<!DOCTYPE a [<!ENTITY b "c">]><s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body><TraCuu/></s:Body></s:Envelope>""", 400, "call.soap-malformed")]
    [InlineData("{}", 400, "call.soap-malformed")]
    public async Task A_SOAP_message_passes_whole_when_its_operation_is_known(string message, int status, string told)
    {
        await using var system = await TestUpstream.StartAsync(context =>
        {
            context.Response.ContentType = "text/xml; charset=utf-8";
            return context.Response.WriteAsync("<s:ok xmlns:s='x'>" + context.Request.Headers["SOAPAction"] + "</s:ok>");
        });
        var code = $"soap-{Math.Abs(message.GetHashCode(StringComparison.Ordinal))}";
        var service = await host.ForwardedAsync(code, Wsdl, new(system.Address.OriginalString), "soap");
        var (client, _) = await host.GrantedAsync(service, order => order with { Fields = [] });
        using var body = new StringContent(message, Encoding.UTF8, "text/xml");

        var answer = await client.PostAsync($"{Root}/{code}/v1", body);

        Assert.Equal(status, (int)answer.StatusCode);
        Assert.Contains(told, await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(status == 200 ? 1 : 0, system.Calls);
        if (status == 200)
        {
            Assert.Equal("*", (string?)(await host.EntryAsync(answer))["details"]!["fields"]![0]);
        }
    }

    private async Task<(HttpClient Client, Guid Agreement)> GrantedAsync(string code, TestUpstream system, bool errors = false)
    {
        Service service = await host.ForwardedAsync(code, Api, new(
            $"{system.Address}api", "header", "X-Api-Key", "khoa-cua-cong",
            ErrorPointer: errors ? "/error_code" : null, ErrorSuccess: errors ? "0" : null));
        var (client, agreement) = await host.GrantedAsync(service, order => order with { Fields = ["id", "keeper.name"] });
        return (client, agreement.Id);
    }

    private static async Task<HttpResponseMessage> AskedAsync(HttpClient client, string path, string tag)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.TryAddWithoutValidation("If-None-Match", tag);
        return await client.SendAsync(request);
    }

    private static StringContent Json(string text) => new(text, Encoding.UTF8, "application/json");

    /// <summary>What of a request can be looked at when it is over.</summary>
    private static HttpRequest Kept(HttpContext context)
    {
        var kept = new DefaultHttpContext().Request;
        kept.Path = context.Request.Path;
        foreach (var (name, value) in context.Request.Headers)
        {
            kept.Headers[name] = value;
        }
        return kept;
    }
}
