using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace Phusa.Tests.Browser;

/// <summary>What holds on every page: nothing sticks out of a phone, nothing breaks WCAG 2.2 AA, nothing fails in the console.</summary>
[Collection(DemoSite.Name)]
public sealed class PageTests(DemoSite site)
{
    public static TheoryData<string, int> Pages()
    {
        var data = new TheoryData<string, int>();
        foreach (var path in new[]
        {
            "/", "/datasets", "/search?q=du an", "/datasets/projects_gialai_2024", "/datasets/projects_gialai_2024/quality",
            "/datasets/projects_gialai_2024/fields", "/datasets/projects_gialai_2024/versions", "/datasets/projects_gialai_2024/profile",
            "/datasets/communes_gialai", "/agencies", "/glossary", "/lists", "/sign-in",
        })
        {
            data.Add(path, 360);
            data.Add(path, 1440);
        }
        return data;
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task A_page_fits_its_width_and_is_accessible(string path, int width)
    {
        await CheckAsync(await site.OpenAsync(path, width), path, width);
    }

    [Theory]
    [InlineData("/desk")]
    [InlineData("/desk/sources")]
    [InlineData("/desk/sources/new")]
    [InlineData("/desk/sources/new?kind=folder")]
    [InlineData("/desk/datasets/projects_gialai_2024/upload")]
    public async Task A_page_of_the_desk_fits_its_width_and_is_accessible(string path)
    {
        foreach (var width in (int[])[360, 1440])
        {
            var page = await site.SignedInAsync("daumoi.khcn", path);
            await page.SetViewportSizeAsync(width, 1000);
            await CheckAsync(page, path, width);
        }
    }

    private static async Task CheckAsync(IPage page, string path, int width)
    {
        var errors = new List<string>();
        page.Console += (_, message) => { if (message.Type == "error") { errors.Add(message.Text); } };
        await page.ReloadAsync();

        var overflow = await page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth");
        var axe = await page.RunAxe();

        Assert.True(overflow <= 0, $"{path} at {width} px sticks out by {overflow} px");
        Assert.Empty(axe.Violations.Select(violation => $"{violation.Id}: {violation.Help} {violation.Nodes[0].Html}"));
        Assert.Empty(errors);
        await page.Context.CloseAsync();
    }
}
