using System.Net;
using Phusa.Exchange.Gateway;
using Phusa.Exchange.Upstreams;

namespace Phusa.Tests.Http.Exchange;

/// <summary>Errors inside answers of status 200 do not get through as answers.</summary>
public sealed class HeldAnswerTests
{
    private static readonly ErrorRule Rule = ErrorRule.Read("/error_code", "0, \"0\"")!;

    [Theory]
    [InlineData(200, "application/json", """{"error_code":"0","name":"An","phone":"1"}""", 200, """{"name":"An"}""")]
    [InlineData(200, "application/json", """{"error_code":101}""", 502, "answer.error")]
    [InlineData(200, "application/json; charset=utf-8", "{", 502, "answer.malformed")]
    [InlineData(404, "application/json", """{"name":"khong co"}""", 404, """{"name":"khong co"}""")]
    public async Task An_answer_is_looked_at_before_anything_of_it_leaves(
        int status, string type, string body, int answered, string told)
    {
        await using var system = await TestUpstream.StartAsync(context =>
        {
            context.Response.StatusCode = status;
            context.Response.ContentType = type;
            return context.Response.WriteAsync(body);
        });
        await using var gateway = await GatewayHost.StartAsync(system.Upstream, call => call with
        {
            Body = new HeldAnswer(Rule, null, null, FieldMinimisation.Of(["name"]).AnswerAsync).AnswerAsync,
        });
        using var client = new HttpClient();

        var answer = await client.GetAsync(gateway.Address);

        Assert.Equal((HttpStatusCode)answered, answer.StatusCode);
        Assert.Contains(told, await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_no_JSON_passes_and_what_cannot_be_held_does_not()
    {
        await using var system = await TestUpstream.StartAsync(async context =>
        {
            context.Response.ContentType = context.Request.Path == "/a.pdf" ? "application/pdf" : "application/json";
            await context.Response.WriteAsync("\"");
            await context.Response.Body.WriteAsync(new byte[HeldAnswer.Largest].Select(_ => (byte)'x').ToArray());
            await context.Response.WriteAsync("\"");
        });
        await using var gateway = await GatewayHost.StartAsync(
            system.Upstream, call => call with { Body = new HeldAnswer(Rule, null, null, null).AnswerAsync });
        using var client = new HttpClient();

        Assert.Equal(HeldAnswer.Largest + 2, (await client.GetByteArrayAsync(new Uri(gateway.Address, "/a.pdf"))).Length);
        var refused = await client.GetAsync(gateway.Address);
        Assert.Equal(HttpStatusCode.BadGateway, refused.StatusCode);
        Assert.Contains("answer.too-large", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }
}
