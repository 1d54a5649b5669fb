using Microsoft.AspNetCore.Http.HttpResults;
using Phusa.Ui;

namespace Phusa.Tests.Unit.Ui;

public sealed class AssetTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("phusa-assets").FullName;

    public AssetTests()
    {
        File.WriteAllText(Path.Combine(folder, "manifest.json"), """{ "app.css": "app-1a2b.css" }""");
        foreach (var file in new[] { "app-1a2b.css", "app-1a2b.css.br", "app-1a2b.css.gz" })
        {
            File.WriteAllText(Path.Combine(folder, file), file);
        }
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void A_page_gets_the_address_with_the_hash() =>
        Assert.Equal("/assets/app-1a2b.css", new Assets(folder).Url("app.css"));

    [Fact]
    public void A_front_end_that_was_not_built_is_said_to_be_missing() =>
        Assert.False(new Assets(Path.Combine(folder, "nowhere")).AreBuilt);

    [Theory]
    [InlineData("gzip, deflate, br", "br", "app-1a2b.css.br")]
    [InlineData("gzip", "gzip", "app-1a2b.css.gz")]
    [InlineData("br;q=0, gzip", "gzip", "app-1a2b.css.gz")]
    [InlineData("", "", "app-1a2b.css")]
    public void The_best_encoding_that_the_browser_takes_is_sent(string accepted, string encoding, string file)
    {
        var context = new DefaultHttpContext { Request = { Headers = { AcceptEncoding = accepted } } };

        var sent = Assert.IsType<PhysicalFileHttpResult>(
            AssetEndpoints.Send("app-1a2b.css", new Assets(folder), context).Result);

        Assert.Equal(Path.Combine(folder, file), sent.FileName);
        Assert.Equal(encoding, context.Response.Headers.ContentEncoding.ToString());
        Assert.Equal("text/css; charset=utf-8", sent.ContentType);
        Assert.Contains("immutable", context.Response.Headers.CacheControl.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("../phusa.json")]
    [InlineData("manifest.json")]
    [InlineData("app.css")]
    public void Nothing_but_the_built_files_is_sent(string file) => Assert.IsType<NotFound>(
        AssetEndpoints.Send(file, new Assets(folder), new DefaultHttpContext()).Result);

    [Theory]
    [InlineData("/datasets?page=2", "/datasets?page=2")]
    [InlineData("//evil.example", "/")]
    [InlineData("https://evil.example", "/")]
    [InlineData("/\\evil.example", "/")]
    [InlineData("/a\nb", "/")]
    [InlineData(null, "/")]
    public void A_choice_of_language_leads_back_to_this_site_only(string? asked, string path) =>
        Assert.Equal(path, PreferenceEndpoints.Local(asked));
}
