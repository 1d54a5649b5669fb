using System.Net;
using System.Net.Http.Headers;
using Phusa.Quality.Contracts;

namespace Phusa.Tests.Http.OpenData;

/// <summary>Who has a page already gets nothing again, until something on it changes.</summary>
[Collection(PortalHostGroup.Name)]
public sealed class FreshPageTests(PortalHost host)
{
    [Theory]
    [InlineData("/")]
    [InlineData("/datasets")]
    [InlineData("/datasets?q=duong+bo")]
    [InlineData("/datasets/roads")]
    [InlineData("/datasets/roads/quality")]
    [InlineData("/datasets/roads/versions")]
    [InlineData("/agencies")]
    [InlineData("/glossary")]
    public async Task A_page_asked_for_again_comes_as_nothing_new(string path)
    {
        var client = host.Client();
        var known = await SeenAsync(client, path, null);
        Assert.Equal("no-cache", known.Headers.CacheControl!.ToString());

        // Being read may change what a page says of its use, and a minute that passes what it says of its age.
        for (var at = 0; at < 4 && known.StatusCode == HttpStatusCode.OK; at++)
        {
            known = await SeenAsync(client, path, known.Headers.ETag);
        }

        Assert.Equal(HttpStatusCode.NotModified, known.StatusCode);
        Assert.Empty(await known.Content.ReadAsByteArrayAsync());
    }

    [Fact]
    public async Task Another_language_look_or_version_is_another_page()
    {
        await host.RegisterAsync(Samples.Contract("fresh", "Đổi mới", "open"));
        await host.ImportAsync("fresh", Samples.First);
        var client = host.Client();
        var tag = (await SeenAsync(client, "/datasets/fresh", null)).Headers.ETag;
        Assert.Equal(HttpStatusCode.OK, (await SeenAsync(client, "/datasets/fresh?lang=en", tag)).StatusCode);
        using var dark = host.Client();
        dark.DefaultRequestHeaders.Add("Cookie", "theme=dark");
        Assert.Equal(HttpStatusCode.OK, (await SeenAsync(dark, "/datasets/fresh", tag)).StatusCode);

        await host.ImportAsync("fresh", Samples.Second);

        var changed = await SeenAsync(client, "/datasets/fresh", tag);
        Assert.Equal(HttpStatusCode.OK, changed.StatusCode);
        Assert.Contains("Ngõ bốn", await changed.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_of_somebody_who_signed_in_is_never_told_to_be_the_one_known()
    {
        var anonymous = await SeenAsync(host.Client(), "/datasets/roads", null);

        var steward = await SeenAsync(await host.StewardAsync(), "/datasets/roads", anonymous.Headers.ETag);

        Assert.Equal(HttpStatusCode.OK, steward.StatusCode);
        Assert.Null(steward.Headers.ETag);
        Assert.Contains("0912345678", await steward.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_that_is_not_there_has_no_tag() =>
        Assert.Null((await SeenAsync(host.Client(), "/datasets/nothing_here", null)).Headers.ETag);

    /// <summary>Uses are written first: the score of sharing on the page comes from them.</summary>
    private async Task<HttpResponseMessage> SeenAsync(HttpClient client, string path, EntityTagHeaderValue? known)
    {
        await host.Services.GetRequiredService<DatasetUse>().FlushAsync(default);
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (known is not null)
        {
            request.Headers.IfNoneMatch.Add(known);
        }
        return await client.SendAsync(request);
    }
}
