using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http.Metadata;
using Phusa.Security.Contracts;

namespace Phusa.Tests.Http;

public sealed partial class UnreadableRequestTests(PhusaHost host) : IClassFixture<PhusaHost>
{
    private const string Json = "application/json";

    /// <summary>One of these may call each endpoint that reads JSON.</summary>
    private static readonly Role[] Callers = [Role.DataOffice, Role.Steward, Role.Auditor, Role.Administrator];

    [Theory]
    [InlineData("{\n  \"a\": 1,\n  bad\n}", Json, HttpStatusCode.BadRequest, "request.json", "dòng 3, byte thứ 3")]
    [InlineData("{\"a\": ", Json, HttpStatusCode.BadRequest, "request.json", "dòng 1, byte thứ 7")]
    [InlineData("", Json, HttpStatusCode.BadRequest, "request.body-missing", "Thiếu nội dung")]
    [InlineData("<a/>", "application/xml", HttpStatusCode.UnsupportedMediaType, "request.media", "Content-Type")]
    [InlineData("{}", "application/json; charset=nope", HttpStatusCode.UnsupportedMediaType, "request.media", "Content-Type")]
    public async Task Every_endpoint_says_why_it_cannot_read_a_body(
        string body, string type, HttpStatusCode status, string code, string said)
    {
        var endpoints = ReadingJson().ToList();
        Assert.True(endpoints.Count > 30, $"{endpoints.Count} endpoints read JSON");
        foreach (var (method, path) in endpoints)
        {
            using var answer = await SendAsync(method, path, body, type);
            var problem = await ProblemAsync(answer);
            Assert.Equal(
                (path, status, code), (path, answer.StatusCode, (string?)Assert.Single(problem["codes"]!.AsArray())));
            Assert.Contains(said, (string?)problem["detail"], StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("/api/v1/exchange/members", "{\n  \"code\": 3\n}", "code", "$.code (line 2, up to byte 11)")]
    [InlineData("/api/v1/exchange/agreements", "{\"validTo\":\"31/12/2026\"}", "validTo", "$.validTo (line 1, up to byte 23)")]
    [InlineData("/api/v1/exchange/agreements", "{\"fields\":[\"a\",{}]}", "fields[1]", "$.fields[1] (line 1, up to byte 16)")]
    [InlineData("/api/v1/uploads", "{\"size\":\"much\"}", "size", "$.size (line 1, up to byte 14)")]
    [InlineData("/api/v1/audit/withholdings", "[]", "", "$ (line 1, up to byte 1)")]
    public async Task A_value_of_another_type_is_named_by_its_place(string path, string body, string field, string place)
    {
        using var answer = await SendAsync("POST", path + "?lang=en", body, Json);
        var problem = await ProblemAsync(answer);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.StartsWith($"The value at {place} ", (string?)problem["detail"], StringComparison.Ordinal);
        Assert.Equal(("request.value", field), ((string?)problem["problems"]![0]!["code"], (string?)problem["problems"]![0]!["field"]));
        Assert.DoesNotContain("System.", problem.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Members_that_must_be_there_are_named()
    {
        using var answer = await SendAsync("POST", "/api/v1/uploads", "{\"dataset\":\"roads\"}", Json);
        var problem = await ProblemAsync(answer);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal("request.member-missing", (string?)problem["codes"]![0]);
        Assert.Equal("$ thiếu mục bắt buộc: fileName, size.", (string?)problem["detail"]);
    }

    [Theory]
    [InlineData("/api/v1/quality/issues?open=maybe", "open")]
    [InlineData("/api/v1/ledger/consistency?from=first", "from")]
    [InlineData("/api/v1/ledger/consistency", "from")]
    public async Task A_parameter_that_cannot_be_read_is_named(string path, string name)
    {
        using var answer = await (await host.AsAsync(Role.Steward)).GetAsync(path);
        var problem = await ProblemAsync(answer);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal(
            ("request.parameter", name), ((string?)problem["problems"]![0]!["code"], (string?)problem["problems"]![0]!["field"]));
    }

    private static async Task<JsonNode> ProblemAsync(HttpResponseMessage answer)
    {
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        return (await answer.Content.ReadFromJsonAsync<JsonNode>())!;
    }

    private IEnumerable<(string Method, string Path)> ReadingJson() =>
        from endpoint in host.Services.GetServices<EndpointDataSource>().SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()
        let path = "/" + endpoint.RoutePattern.RawText!.TrimStart('/')
        where path.StartsWith("/api/v1/", StringComparison.Ordinal)
            && endpoint.Metadata.GetMetadata<IAcceptsMetadata>()?.ContentTypes.Contains(Json) == true
        from method in endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()!.HttpMethods
        select (method, Parameter().Replace(path, parameter => parameter.Value switch
        {
            var guid when guid.Contains(":guid", StringComparison.Ordinal) => $"{Guid.NewGuid()}",
            var number when number.Contains(":long", StringComparison.Ordinal) => "1",
            _ => "x",
        }));

    private async Task<HttpResponseMessage> SendAsync(string method, string path, string body, string type)
    {
        foreach (var role in Callers)
        {
            using var request = new HttpRequestMessage(new(method), path) { Content = new StringContent(body) };
            request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
            var answer = await (await host.AsAsync(role)).SendAsync(request);
            if (answer.StatusCode != HttpStatusCode.Forbidden)
            {
                return answer;
            }
            answer.Dispose();
        }
        throw new InvalidOperationException($"None of the callers may {method} {path}");
    }

    [GeneratedRegex("{[^}]+}")]
    private static partial Regex Parameter();
}
