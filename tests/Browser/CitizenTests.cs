namespace Phusa.Tests.Browser;

[Collection(DemoSite.Name)]
public sealed class CitizenTests(DemoSite site)
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_citizen_finds_a_dataset_without_accents_and_sees_its_rows(bool scripts)
    {
        var page = await site.OpenAsync("/", scripts: scripts);
        await page.Locator("input[type=search], input[name=q]").Last.FillAsync("du an chuyen doi so");
        await page.Keyboard.PressAsync("Enter");
        await page.GetByRole(Microsoft.Playwright.AriaRole.Link, new() { Name = "Nhiệm vụ, dự án chuyển đổi số tỉnh Gia Lai năm 2024" }).First.ClickAsync();

        Assert.Equal("Nhiệm vụ, dự án chuyển đổi số tỉnh Gia Lai năm 2024", await page.Locator("h1").InnerTextAsync());
        Assert.True(await page.Locator("table tbody tr").CountAsync() > 5);
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task The_language_switch_changes_every_word_of_the_frame()
    {
        var page = await site.OpenAsync("/datasets?lang=en");

        Assert.Equal("en", (await page.Locator("html").GetAttributeAsync("lang"))![..2]);
        Assert.Contains("datasets", await page.Locator("main").InnerTextAsync(), StringComparison.OrdinalIgnoreCase);
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task A_citizen_is_not_shown_what_is_restricted()
    {
        var page = await site.OpenAsync("/datasets/citizens_demo");

        Assert.DoesNotContain("<td", await page.ContentAsync(), StringComparison.Ordinal);
        await page.Context.CloseAsync();
    }
}
