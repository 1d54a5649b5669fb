using System.Net;
using Phusa.Exchange.Gateway;

namespace Phusa.Tests.Http.Exchange;

public sealed class MinimisedAnswerTests
{
    [Fact]
    public async Task Only_the_agreements_fields_leave()
    {
        await using var upstream = await AnsweringAsync("application/json; charset=utf-8", """{"name":"Ia Ly","citizenId":"001"}""");
        await using var gateway = await MinimisingAsync(upstream);
        using var client = new HttpClient();

        var answer = await client.GetAsync(gateway.Address);

        Assert.Equal("""{"name":"Ia Ly"}""", await answer.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData("text/csv", null)]
    [InlineData("text/html", null)]
    [InlineData("application/json; charset=utf-16", null)]
    [InlineData("application/json", "gzip")]
    [InlineData(null, null)]
    public async Task What_cannot_be_read_through_does_not_leave(string? type, string? coding)
    {
        await using var upstream = await AnsweringAsync(type, """{"name":"Ia Ly","citizenId":"001"}""", coding);
        await using var gateway = await MinimisingAsync(upstream);

        await BreakOffTests.RefusedAsync(gateway, HttpStatusCode.BadGateway, "answer.not-json");
    }

    [Fact]
    public async Task Broken_JSON_is_refused_before_any_of_it_left()
    {
        await using var upstream = await AnsweringAsync("application/json", """{"name":"Ia Ly","citizenId":""");
        await using var gateway = await MinimisingAsync(upstream);

        await BreakOffTests.RefusedAsync(gateway, HttpStatusCode.BadGateway, "answer.malformed");
    }

    [Fact]
    public async Task JSON_that_breaks_after_some_has_left_is_broken_off()
    {
        await using var upstream = await AnsweringAsync(
            "application/json", "[" + string.Concat(Enumerable.Repeat("""{"name":"Ia Ly"},""", 10_000)) + "oops");
        await using var gateway = await MinimisingAsync(upstream);
        using var client = new HttpClient();

        await Assert.ThrowsAsync<HttpRequestException>(() => client.GetStringAsync(gateway.Address));

        Assert.Equal(ForwardEnd.AnswerRefused, (await gateway.ResultAsync()).End);
    }

    private static Task<GatewayHost> MinimisingAsync(TestUpstream upstream) => GatewayHost.StartAsync(
        upstream.Upstream, call => call with { Body = FieldMinimisation.Of(["name"]).AnswerAsync });

    private static Task<TestUpstream> AnsweringAsync(string? type, string body, string? coding = null) =>
        TestUpstream.StartAsync(context =>
        {
            context.Response.ContentType = type;
            context.Response.Headers.ContentEncoding = coding;
            return context.Response.WriteAsync(body);
        });
}
