using System.Net;
using System.Text;
using System.Text.Json;
using Phusa.Security.Contracts;

namespace Phusa.Tests.Http.Security;

/// <summary>How often and how much one caller may ask.</summary>
public sealed class LimitTests : IAsyncLifetime
{
    private readonly PhusaHost host = new()
    {
        Set = new Dictionary<string, string?>
        {
            ["Limits:AnonymousPerMinute"] = "3", ["Limits:AccountPerMinute"] = "6", ["Limits:SignInsPerMinute"] = "2",
            ["Limits:BodyKilobytes"] = "16",
        },
    };

    public Task InitializeAsync() => host.InitializeAsync();

    public Task DisposeAsync() => host.DisposeAsync();

    [Fact]
    public async Task Who_asks_too_often_is_told_in_both_languages_when_to_come_back()
    {
        using var somebody = From("203.0.113.7");
        for (var at = 0; at < 3; at++)
        {
            Assert.Equal(HttpStatusCode.OK, (await somebody.GetAsync("/api/v1/datasets")).StatusCode);
        }

        var refused = await somebody.GetAsync("/datasets.json");

        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        Assert.InRange(refused.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 60);
        Assert.Equal("application/problem+json", refused.Content.Headers.ContentType!.MediaType);
        var problem = await refused.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal("request.too-many", problem.GetProperty("codes")[0].GetString());
        Assert.StartsWith("Bạn hỏi quá nhanh", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Contains("Too many requests", await (await somebody.GetAsync("/api/v1/datasets?lang=en")).Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Addresses_accounts_pages_and_this_machine_itself_are_apart()
    {
        using var somebody = From("203.0.113.8");
        await AskAsync(somebody, "/api/v1/datasets", 4, HttpStatusCode.TooManyRequests);
        await AskAsync(somebody, "/datasets", 4, HttpStatusCode.OK);
        await AskAsync(From("203.0.113.9"), "/api/v1/datasets", 3, HttpStatusCode.OK);
        await AskAsync(host.Anyone(), "/api/v1/datasets", 9, HttpStatusCode.OK);
        var steward = await host.AsAsync(Role.Steward);
        steward.DefaultRequestHeaders.Add("X-Forwarded-For", "203.0.113.8");
        await AskAsync(steward, "/api/v1/datasets", 6, HttpStatusCode.OK);
        await AskAsync(steward, "/api/v1/datasets", 1, HttpStatusCode.TooManyRequests);
    }

    [Fact]
    public async Task A_claim_about_the_address_that_the_proxy_did_not_write_is_not_believed()
    {
        using var somebody = From("203.0.113.10");
        await AskAsync(somebody, "/api/v1/datasets", 4, HttpStatusCode.TooManyRequests);

        using var pretending = From("198.51.100.1, 203.0.113.10");

        await AskAsync(pretending, "/api/v1/datasets", 1, HttpStatusCode.TooManyRequests);
    }

    [Fact]
    public async Task A_person_who_tries_to_sign_in_too_often_reads_it_on_the_page()
    {
        using var browser = From("203.0.113.11");
        browser.DefaultRequestHeaders.Add("Accept", "text/html");
        for (var at = 0; at < 3; at++)
        {
            await PhusaHost.SubmitAsync(browser, "/sign-in", "/sign-in", ("userName", "ai"), ("password", "đoán thử xem"));
        }

        Assert.Contains("Bạn hỏi quá nhanh", await browser.GetStringAsync("/sign-in"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_body_that_is_too_large_is_refused_whether_or_not_it_says_so(bool inChunks)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/datasets/any/query")
        {
            Content = new StringContent($"{{\"q\":\"{new string('a', 40_000)}\"}}", Encoding.UTF8, "application/json"),
        };
        request.Headers.TransferEncodingChunked = inChunks;
        using var anyone = host.Anyone();

        var refused = await anyone.SendAsync(request);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, refused.StatusCode);
        var problem = await refused.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal("request.too-large", problem.GetProperty("codes")[0].GetString());
        Assert.Contains("16 KB", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_may_be_larger_than_other_bodies()
    {
        await host.RegisterAsync(
            $$"""
            apiVersion: v3.1.0
            kind: DataContract
            id: test.large
            name: large
            version: 1.0.0
            status: active
            schema: [ { name: rows, logicalType: object, properties: [ { name: code, logicalType: string } ] } ]
            customProperties: [ { property: phusa.agency, value: {{PhusaHost.Department}} }, { property: phusa.classification, value: open } ]
            """);
        var steward = await host.AsAsync(Role.Steward);

        var taken = await steward.PostAsync(
            "/api/v1/datasets/large/loads?file=a.csv", new StringContent("code\n" + string.Join('\n', Enumerable.Range(0, 9_000))));

        Assert.Equal(HttpStatusCode.Accepted, taken.StatusCode);
    }

    private HttpClient From(string address)
    {
        var browser = host.Anyone();
        browser.DefaultRequestHeaders.Add("X-Forwarded-For", address);
        return browser;
    }

    private static async Task AskAsync(HttpClient browser, string path, int times, HttpStatusCode last)
    {
        for (var at = 1; at < times; at++)
        {
            Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync(path)).StatusCode);
        }
        Assert.Equal(last, (await browser.GetAsync(path)).StatusCode);
    }
}
