using Deque.AxeCore.Playwright;

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
        var page = await site.OpenAsync(path, width);
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
