using System.Net;

namespace Phusa.Tests.Http.OpenData;

[Collection(PortalHostGroup.Name)]
public sealed class HeadTests(PortalHost host)
{
    [Theory]
    [InlineData("/datasets/roads")]
    [InlineData("/sign-in")]
    [InlineData("/healthz")]
    [InlineData("/openapi/v1.json")]
    [InlineData("/api/v1/datasets/roads")]
    [InlineData("/api/v1/datasets/roads/rows?sort=-length_km&limit=2")]
    [InlineData("/api/v1/datasets/roads/rows/A1")]
    [InlineData("/api/v1/datasets/roads/download?format=csv")]
    [InlineData("/api/v1/datasets/roads/download?format=parquet")]
    public async Task A_head_request_has_the_headers_of_the_answer_and_no_body(string path)
    {
        var client = host.Client();
        var whole = await client.GetAsync(path);
        var head = await HeadAsync(client, path);

        Assert.Equal(HttpStatusCode.OK, head.StatusCode);
        Assert.Empty(await head.Content.ReadAsByteArrayAsync());
        Assert.Equal(whole.Content.Headers.ContentType, head.Content.Headers.ContentType);
        Assert.Equal(whole.Content.Headers.ContentDisposition, head.Content.Headers.ContentDisposition);
        Assert.Equal(whole.Headers.ETag is null, head.Headers.ETag is null);
    }

    [Fact]
    public async Task Rows_asked_for_by_head_have_the_tag_of_the_answer()
    {
        const string path = "/api/v1/datasets/roads/rows?limit=2";
        var client = host.Client();

        var head = await HeadAsync(client, path);

        Assert.NotNull(head.Headers.ETag);
        Assert.Equal((await client.GetAsync(path)).Headers.ETag, head.Headers.ETag);
    }

    [Theory]
    [InlineData("/api/v1/datasets/shared_demo/rows", HttpStatusCode.Forbidden)]
    [InlineData("/api/v1/datasets/none/rows", HttpStatusCode.NotFound)]
    [InlineData("/nowhere", HttpStatusCode.NotFound)]
    [InlineData("/sign-out", HttpStatusCode.MethodNotAllowed)]
    [InlineData("/api/v1/uploads", HttpStatusCode.MethodNotAllowed)]
    public async Task What_is_refused_or_missing_is_so_for_head_too(string path, HttpStatusCode status)
    {
        var head = await HeadAsync(host.Client(), path);

        Assert.Equal(status, head.StatusCode);
        Assert.Empty(await head.Content.ReadAsByteArrayAsync());
    }

    [Fact]
    public async Task An_endpoint_of_its_own_for_head_is_asked_first()
    {
        var steward = await host.StewardAsync();

        // A GET there is refused; an upload that nobody began is missing.
        var head = await HeadAsync(steward, $"/api/v1/uploads/{Guid.NewGuid()}");
        var get = await steward.GetAsync($"/api/v1/uploads/{Guid.NewGuid()}");

        Assert.Equal(HttpStatusCode.NotFound, head.StatusCode);
        Assert.Equal(HttpStatusCode.MethodNotAllowed, get.StatusCode);
    }

    private static async Task<HttpResponseMessage> HeadAsync(HttpClient client, string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Head, path);
        return await client.SendAsync(request);
    }
}
