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

    [Theory]
    [InlineData("tichhop.vanphong", "/exchange/systems")]
    [InlineData("dieuphoi", "/exchange/systems?waiting=true", "/exchange/traffic")]
    [InlineData("kiemtra", "/audit/complaints", "/audit/personal-reads")]
    public async Task Tables_fit_phones_tablets_and_desks(string user, params string[] paths)
    {
        var page = await site.SignedInAsync(user, "/");
        foreach (var (path, width) in paths.SelectMany(path => new[] { 360, 768, 1440 }.Select(width => (path, width))))
        {
            await page.SetViewportSizeAsync(width, 1000);
            await page.GotoAsync(path);
            Assert.All(
                await page.EvaluateAsync<int[]>("[...document.querySelectorAll('main .table-frame')].map(frame => frame.scrollWidth - frame.clientWidth)"),
                hidden => Assert.True(hidden == 0, $"{path} at {width} px hides {hidden} px of a table"));
            await LookAsync(page, path, width);
        }
        await page.Context.CloseAsync();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_phone_shows_three_rows_of_a_long_table_until_more_are_asked_for(bool scripts)
    {
        var page = await site.SignedInAsync("dieuphoi", "/exchange/traffic", scripts);
        var card = page.Locator(".card:has(> .table-frame.fold)").First;
        var rows = card.Locator("tbody tr:visible");
        var all = await rows.CountAsync();
        await page.SetViewportSizeAsync(360, 1000);

        Assert.Equal(3, await rows.CountAsync());
        await card.Locator(".fold-more summary").ClickAsync();
        Assert.Equal(all, await rows.CountAsync());
        await page.Context.CloseAsync();
    }

    private static async Task CheckAsync(IPage page, string path, int width)
    {
        await LookAsync(page, path, width);
        await page.Context.CloseAsync();
    }

    private static async Task LookAsync(IPage page, string path, int width)
    {
        var errors = new List<string>();
        page.Console += (_, message) => { if (message.Type == "error") { errors.Add(message.Text); } };
        await page.ReloadAsync();

        var overflow = await page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth");
        var axe = await page.RunAxe();

        Assert.True(overflow <= 0, $"{path} at {width} px sticks out by {overflow} px");
        Assert.Empty(axe.Violations.Select(violation => $"{violation.Id}: {violation.Help} {violation.Nodes[0].Html}"));
        Assert.Empty(errors);
    }
}
