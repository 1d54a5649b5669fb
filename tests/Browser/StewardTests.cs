using Microsoft.Playwright;

namespace Phusa.Tests.Browser;

[Collection(DemoSite.Name)]
public sealed class StewardTests(DemoSite site)
{
    private const string Header = "no,name,lead_agency,kind,period,funding,budget_million_vnd,approval_document,approval_date\n";

    /// <summary>From a file on a desk to a committed version, with a row to mend on the way.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_steward_brings_a_file_in_and_sees_what_is_wrong_before_anything_is_written(bool scripts)
    {
        var number = scripts ? 901 : 951;
        var sound = Enumerable.Range(number, 40).Select(no => $"{no},Dự án thử {no},H21.13,new,2024-2025,province-operating,12.5,,\n");
        var file = Header + string.Concat(sound) + $"{number + 40},Dự án hỏng,H21.99,new,2024-2025,province-operating,5,,\n";
        var page = await site.SignedInAsync("daumoi.khcn", "/desk/datasets/projects_gialai_2024/upload", scripts);
        await page.SetInputFilesAsync("input[type=file]", new FilePayload
        {
            Name = "du-an.csv", MimeType = "text/csv", Buffer = System.Text.Encoding.UTF8.GetBytes(file),
        });
        if (!page.Url.Contains("/loads/", StringComparison.Ordinal) && await page.Locator("form:has(input[type=file]) button[type=submit]").CountAsync() > 0)
        {
            await page.Locator("form:has(input[type=file]) button[type=submit]").First.ClickAsync();
        }
        await page.WaitForURLAsync("**/loads/**");
        var commit = page.Locator("form[action$='/commit'] button").First;
        for (var tries = 0; tries < 60 && await commit.CountAsync() == 0; tries++)
        {
            await Task.Delay(500);
            await page.ReloadAsync();
        }

        var report = await page.Locator("main").InnerTextAsync();
        Assert.Contains("H21.99", report, StringComparison.Ordinal);
        await commit.ClickAsync();
        for (var tries = 0; tries < 60 && await commit.CountAsync() > 0; tries++)
        {
            await Task.Delay(500);
            await page.ReloadAsync();
        }
        await page.GotoAsync($"/datasets/projects_gialai_2024?no=eq.{number}");
        Assert.Contains($"Dự án thử {number}", await page.Locator("main").InnerTextAsync(), StringComparison.Ordinal);
        await page.Context.CloseAsync();
    }
}
