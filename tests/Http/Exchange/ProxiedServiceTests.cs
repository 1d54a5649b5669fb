using System.Net;
using System.Text;
using System.Text.Json;
using Phusa.Exchange.Upstreams;
using Phusa.Security.Contracts;

namespace Phusa.Tests.Http.Exchange;

/// <summary>Services of systems behind the exchange, over the API: from the document to the check of the connection.</summary>
public sealed class ProxiedServiceTests(ExchangeHost host) : IClassFixture<ExchangeHost>
{
    public const string Api = """
        openapi: 3.0.3
        info: { title: Dự án, version: '1' }
        paths:
          /projects/{id}:
            get:
              summary: Tra cứu dự án
              parameters: [ { name: id, in: path, required: true, schema: { type: integer } } ]
              responses:
                '200':
                  description: ok
                  content:
                    application/json:
                      schema: { type: object, properties: { name: { type: string }, keeper: { type: string, x-phusa-personal: basic } } }
        """;

    private const string Services = "/api/v1/exchange/services";

    private const string Secret = "khoa-0123456789-bi-mat-XYZ1";

    [Fact]
    public async Task A_service_is_drafted_configured_checked_and_published()
    {
        await using var system = await TestUpstream.StartAsync(context =>
        {
            context.Response.StatusCode = context.Request.Headers["X-Api-Key"] != Secret ? 401 : context.Request.Path == "/api/health" ? 204 : 404;
            return Task.CompletedTask;
        });
        var (office, steward, analyst) =
            (await host.AsAsync(Role.DataOffice), await host.AsAsync(Role.Steward), await host.AsAsync(Role.Analyst));

        var made = await steward.PostAsJsonAsync(Services, await OrderAsync("du-an"));
        Assert.True(made.StatusCode == HttpStatusCode.Created, await made.Content.ReadAsStringAsync());
        var described = await made.Content.ReadFromJsonAsync<JsonElement>();
        var service = $"{Services}/{described.GetProperty("service").GetProperty("id").GetGuid()}";
        Assert.Equal("GET /projects/{id}", described.GetProperty("operations")[0].GetString());
        Assert.Equal("rest", described.GetProperty("service").GetProperty("kind").GetString());
        Assert.Equal(
            ["keeper:basic", "name:none"], described.GetProperty("fields").EnumerateArray()
                .Select(field => $"{field.GetProperty("name").GetString()}:{field.GetProperty("personalData").GetString()}"));
        var early = await office.PostAsync($"{service}/publish", null);
        Assert.Equal((HttpStatusCode.Conflict, "service.upstream-missing"), (early.StatusCode, await early.CodeAsync()));
        Assert.Equal(HttpStatusCode.NotFound, (await steward.GetAsync($"{service}/upstream")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await steward.PostAsync($"{service}/upstream/check", null)).StatusCode);

        var settings = new
        {
            address = $"{system.Address}api", authentication = "header", name = "X-Api-Key", secret = Secret, healthPath = "/health",
            errorPointer = "/error_code", errorSuccess = "0, \"0\"", maintenanceMessage = "x",
        };
        Assert.Equal(HttpStatusCode.NotFound, (await analyst.PutAsJsonAsync($"{service}/upstream", settings)).StatusCode);
        var saved = await TextAsync(steward.PutAsJsonAsync($"{service}/upstream", settings));
        Assert.Contains("…XYZ1", saved, StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, saved, StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, await TextAsync((await host.AsAsync(Role.Auditor)).GetAsync($"{service}/upstream")), StringComparison.Ordinal);

        var check = await JsonAsync(steward.PostAsync($"{service}/upstream/check", null));
        Assert.Equal(("answers", true, 204), (check.GetProperty("cause").GetString(), check.GetProperty("isWell").GetBoolean(), check.GetProperty("status").GetInt32()));
        Assert.Equal(HttpStatusCode.OK, (await office.PostAsync($"{service}/publish", null)).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await analyst.GetAsync($"{service}/upstream")).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await analyst.PostAsync($"{service}/upstream/check", null)).StatusCode);
        await steward.PutAsJsonAsync($"{service}/upstream", new { settings.address, settings.authentication, settings.name, secret = "sai" });
        check = await JsonAsync(steward.PostAsync($"{service}/upstream/check", null));
        Assert.Equal("authenticationRefused", check.GetProperty("cause").GetString());
        Assert.Contains("127.0.0.1", check.GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.NotEmpty(check.GetProperty("advice").GetString()!);
        var health = (await JsonAsync(analyst.GetAsync(service))).GetProperty("health");
        Assert.Equal(("authenticationRefused", false), (health.GetProperty("cause").GetString(), health.GetProperty("isWell").GetBoolean()));
    }

    [Fact]
    public async Task What_is_wrong_is_told_at_once_with_its_place()
    {
        var steward = await host.AsAsync(Role.Steward);
        var member = await host.OwnerAsync();

        var refused = await steward.PostAsJsonAsync(Services, new
        {
            kind = "rest", member, code = "có dấu", document = Api.Replace("schema: { type: object", "schema: { $ref: 'x.yaml'", StringComparison.Ordinal),
        });

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        var problems = (await refused.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("problems").EnumerateArray()
            .ToDictionary(problem => problem.GetProperty("code").GetString()!, problem => problem.GetProperty("field").GetString()!);
        Assert.Equal(
            ["document.outside", "service.class-unknown", "service.code-invalid", "service.title-missing"], problems.Keys.Order());
        Assert.StartsWith("document#/paths/~1projects~1{id}/get/responses/200/", problems["document.outside"], StringComparison.Ordinal);
        Assert.Contains("wsdl.syntax", await TextAsync(steward.PostAsJsonAsync(Services, new
        {
            kind = "soap", member, code = "x", titleVi = "x", classification = "shared", document = "<!DOCTYPE a [<!ENTITY b \"c\">]><a>&b;</a>",
        })), StringComparison.Ordinal);
        Assert.Contains("document.missing", await TextAsync(steward.PostAsJsonAsync(Services, await OrderAsync("khong", ""))), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, (await (await host.AsAsync(Role.Analyst)).PostAsJsonAsync(Services, await OrderAsync("khong"))).StatusCode);
    }

    [Theory]
    [InlineData("http://10.0.0.5/", "upstream.private-address")]
    [InlineData("http://169.254.169.254/latest/meta-data", "upstream.private-address")]
    [InlineData("file:///etc/passwd", "upstream.address")]
    public async Task A_private_address_is_refused(string address, string code)
    {
        var steward = await host.AsAsync(Role.Steward);
        var service = await DraftAsync($"dia-chi-{Guid.NewGuid():n}");

        var refused = await steward.PutAsJsonAsync($"{service}/upstream", new { address });

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        Assert.Contains(code, await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Contains("document.unreachable", await TextAsync(steward.PutAsync($"{service}/document?from=https://10.0.0.5/a.yaml", null)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_document_is_fetched_kept_as_it_was_given_and_replaced_while_the_service_is_a_draft()
    {
        var answer = Api;
        await using var system = await TestUpstream.StartAsync(context =>
        {
            if (context.Request.Path == "/moved")
            {
                context.Response.Redirect("/openapi.yaml");
                return Task.CompletedTask;
            }
            return context.Request.Path == "/openapi.yaml" ? context.Response.WriteAsync(answer) : Endless(context);
        });
        var (office, steward, analyst) =
            (await host.AsAsync(Role.DataOffice), await host.AsAsync(Role.Steward), await host.AsAsync(Role.Analyst));
        var made = await steward.PostAsJsonAsync(Services, await OrderAsync("lay-ve", null, $"{system.Address}openapi.yaml"));
        var service = made.Headers.Location!.OriginalString;

        Assert.Equal(Api, await steward.GetStringAsync($"{service}/document"));
        Assert.Equal(HttpStatusCode.NotFound, (await analyst.GetAsync($"{service}/document")).StatusCode);
        var json = """{"openapi":"3.1.0","info":{"title":"x","version":"2"},"paths":{}}""";
        Assert.Equal(HttpStatusCode.NoContent, (await steward.PutAsync($"{service}/document", new StringContent(json, Encoding.UTF8, "application/json"))).StatusCode);
        var kept = await steward.GetAsync($"{service}/document");
        Assert.Equal("application/json", kept.Content.Headers.ContentType!.MediaType);
        Assert.Equal("attachment", kept.Content.Headers.ContentDisposition!.DispositionType);
        foreach (var (from, code) in new[]
        {
            ("moved", "document.unreachable"), ("endless", "document.too-large"),
        })
        {
            Assert.Contains(code, await TextAsync(steward.PutAsync($"{service}/document?from={system.Address}{from}", null)), StringComparison.Ordinal);
        }
        Assert.Contains("document.address", await TextAsync(steward.PutAsync($"{service}/document?from=ftp://a/b", null)), StringComparison.Ordinal);
        Assert.Equal(json, await steward.GetStringAsync($"{service}/document"));

        await steward.PutAsJsonAsync($"{service}/upstream", new { address = "https://du-an.example.vn" });
        Assert.Equal(HttpStatusCode.OK, (await office.PostAsync($"{service}/publish", null)).StatusCode);
        Assert.Contains("service.document-settled", await TextAsync(steward.PutAsync($"{service}/document", new StringContent(Api))), StringComparison.Ordinal);
        Assert.Equal(json, await analyst.GetStringAsync($"{service}/document"));
    }

    [Fact]
    public async Task Every_minute_each_published_system_is_asked_once_and_news_are_events()
    {
        var status = 200;
        await using var system = await TestUpstream.StartAsync(context =>
        {
            context.Response.StatusCode = status;
            return Task.CompletedTask;
        });
        var (office, steward) = (await host.AsAsync(Role.DataOffice), await host.AsAsync(Role.Steward));
        var service = await DraftAsync("dung-phut");
        await steward.PutAsJsonAsync($"{service}/upstream", new { address = system.Address.OriginalString, healthPath = "/" });
        var clock = host.Services.GetRequiredService<HealthClock>();

        await clock.RunAsync(default);
        Assert.Equal(0, system.Calls);
        await office.PostAsync($"{service}/publish", null);
        await clock.RunAsync(default);
        await clock.RunAsync(default);
        Assert.Equal(1, system.Calls);
        status = 503;
        await steward.PostAsync($"{service}/upstream/check", null);
        await steward.PostAsync($"{service}/upstream/check", null);
        status = 200;
        await steward.PostAsync($"{service}/upstream/check", null);

        var page = await steward.GetStringAsync($"/exchange/services/{service.Split('/')[^1]}");
        Assert.Single(System.Text.RegularExpressions.Regex.Matches(page, "127.0.0.1 trả lời HTTP 503"));
        Assert.Single(System.Text.RegularExpressions.Regex.Matches(page, "127.0.0.1 trả lời tốt"));
    }

    private async Task<string> DraftAsync(string code) =>
        (await (await host.AsAsync(Role.Steward)).PostAsJsonAsync(Services, await OrderAsync(code))).Headers.Location!.OriginalString;

    private async Task<object> OrderAsync(string code, string? document = Api, string? documentAddress = null) => new
    {
        kind = "rest", member = await host.OwnerAsync(), code, titleVi = "Tra cứu dự án", classification = "shared", document, documentAddress,
    };

    private static async Task Endless(HttpContext context)
    {
        var piece = new byte[64 * 1024];
        while (!context.RequestAborted.IsCancellationRequested)
        {
            await context.Response.Body.WriteAsync(piece);
        }
    }

    private static async Task<string> TextAsync(Task<HttpResponseMessage> answer) => await (await answer).Content.ReadAsStringAsync();

    private static async Task<JsonElement> JsonAsync(Task<HttpResponseMessage> answer) =>
        await (await answer).Content.ReadFromJsonAsync<JsonElement>();
}
