using System.Net;

namespace Phusa.Tests.Http.OpenData;

[Collection(PortalHostGroup.Name)]
public sealed class CatalogueTests(PortalHost host)
{
    [Fact]
    public async Task A_citizen_finds_a_dataset_by_typing_without_accents()
    {
        var found = await host.JsonAsync("/api/v1/datasets?q=duong+bo+cua+tinh");
        Assert.Equal("roads", (string?)found["datasets"]![0]!["name"]);
        Assert.Contains("<mark>Đường bộ của tỉnh</mark>", await host.Client().GetStringAsync("/search?q=duong+bo+cua+tinh"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_caller_may_not_know_of_is_in_no_list()
    {
        foreach (var path in new[] { "/", "/datasets", "/datasets.json", "/api/v1/search?q=nguoi+dan", "/agencies/H99.01" })
        {
            Assert.DoesNotContain("people_demo", await host.Client().GetStringAsync(path), StringComparison.Ordinal);
        }
        Assert.Contains("people_demo", await (await host.StewardAsync()).GetStringAsync("/datasets"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pages_lead_on_to_the_next_and_back()
    {
        var answer = await host.Client().GetAsync("/api/v1/datasets?limit=1&page=2");
        Assert.Contains(answer.Headers.GetValues("Link"), link => link.Contains("page=3", StringComparison.Ordinal) && link.EndsWith("rel=\"next\"", StringComparison.Ordinal));
        var page = await host.JsonAsync("/api/v1/datasets?limit=1&page=2");
        Assert.Contains("limit=1", (string?)page["previous"], StringComparison.Ordinal);
        Assert.Null((await host.JsonAsync($"/api/v1/datasets?limit=1&page={page["total"]}"))["next"]);
    }

    [Fact]
    public async Task An_answer_that_is_known_already_is_not_sent_again()
    {
        var client = host.Client();
        var first = await client.GetAsync("/api/v1/datasets/roads/fields");
        using var again = new HttpRequestMessage(HttpMethod.Get, "/api/v1/datasets/roads/fields");
        again.Headers.IfNoneMatch.Add(first.Headers.ETag!);
        var answer = await client.SendAsync(again);
        Assert.Equal(HttpStatusCode.NotModified, answer.StatusCode);
        Assert.Empty(await answer.Content.ReadAsByteArrayAsync());
    }

    [Theory]
    [InlineData("/agencies.json", "H99.01")]
    [InlineData("/glossary.json", "[]")]
    [InlineData("/lists.json", "[]")]
    [InlineData("/datasets/roads.json", "Đường bộ của tỉnh")]
    public async Task Each_list_has_a_twin_for_programs(string path, string content) =>
        Assert.Contains(content, (await host.JsonAsync(path)).ToJsonString(new(System.Text.Json.JsonSerializerDefaults.Web)
        {
            Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        }), StringComparison.Ordinal);

    [Fact]
    public async Task A_screen_on_a_wall_shows_the_figures_and_nothing_to_press()
    {
        var wall = await host.Client().GetStringAsync("/?wall=1");
        Assert.Contains("data-density=\"wall\"", wall, StringComparison.Ordinal);
        Assert.Contains("stat-value", wall, StringComparison.Ordinal);
        Assert.DoesNotContain("site-header", wall, StringComparison.Ordinal);
        Assert.Contains("?wall=1", await host.Client().GetStringAsync("/"), StringComparison.Ordinal);
        Assert.DoesNotContain("data-density=\"wall\"", await host.Client().GetStringAsync("/agencies?wall=1"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_home_page_counts_what_is_there_and_tells_why()
    {
        var page = await host.Client().GetStringAsync("/");
        Assert.Contains("/why/figures/open-datasets", page, StringComparison.Ordinal);
        var why = await host.JsonAsync("/api/v1/why/figures/open-datasets");
        Assert.True((double)why["value"]! >= 1);
        Assert.Contains(why["parts"]!.AsArray(), part => (string?)part!["dataset"] == "roads");
        Assert.Equal("figure.missing", (string?)(await host.JsonAsync("/api/v1/why/figures/none", HttpStatusCode.NotFound))["codes"]![0]);
    }
}
