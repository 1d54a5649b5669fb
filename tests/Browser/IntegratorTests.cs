using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Phusa.Security.Contracts;

namespace Phusa.Tests.Browser;

/// <summary>The way of a new integrator: from a system nobody knows to a call that is proved and counted.</summary>
[Collection(DemoSite.Name)]
public sealed partial class IntegratorTests(DemoSite site)
{
    private static readonly TimeSpan UntilCounted = TimeSpan.FromSeconds(20);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_system_is_registered_tries_a_service_asks_for_it_and_calls_it_with_proof(bool scripts)
    {
        var consumer = await site.SignedInAsync("tichhop.vanphong", "/exchange", scripts);
        var name = $"Tích hợp thử {(scripts ? "có" : "không")} mã lệnh";
        var system = await RegisterAsync(consumer, $"tich-hop-{(scripts ? 1 : 2)}", name);
        var office = await site.SignedInAsync("dieuphoi", system, scripts);
        await office.ClickAsync("form[action$='/activate'] button");
        var secret = await SecretAsync(consumer, system);

        await consumer.GotoAsync("/exchange/services?q=tra+cuu+du+an");
        await consumer.ClickAsync("a:has-text('Tra cứu dự án chuyển đổi số năm 2024')");
        var service = consumer.Url;
        await TryAsync(consumer);

        await consumer.GotoAsync(service);
        await consumer.ClickAsync("a:has-text('Yêu cầu khai thác')");
        var agreement = await RequestAsync(consumer, name);
        var owner = await site.SignedInAsync("daumoi.khcn", agreement, scripts);
        await owner.ClickAsync("form[action$='/approve'] button");
        await owner.GetByText("Đang chạy").First.WaitForAsync();

        var call = await CallAsync(system[(system.LastIndexOf('/') + 1)..], secret);
        await consumer.GotoAsync($"{system}/check?ask={call}");
        await consumer.GetByText("Cuộc gọi thành công").WaitForAsync();
        await CountedAsync(consumer, system);
    }

    private static async Task<string> RegisterAsync(IPage page, string code, string name)
    {
        await page.ClickAsync("a:has-text('Đăng ký hệ thống')");
        await page.FillAsync("#field-code", code);
        await page.FillAsync("#field-name", name);
        await page.FillAsync("#field-contactName", "Nguyễn Thử");
        await page.FillAsync("#field-contactEmail", "thu@example.com");
        await page.ClickAsync("main form button:has-text('Đăng ký hệ thống')");
        await page.WaitForURLAsync("**/exchange/systems/*");
        return new Uri(page.Url).AbsolutePath;
    }

    /// <summary>Shown this once.</summary>
    private static async Task<string> SecretAsync(IPage page, string system)
    {
        await page.GotoAsync(system);
        await page.FillAsync("#field-label", "Khoá thử");
        await page.ClickAsync("form[action$='/credentials'] button");
        return await page.Locator("#credentials .notice code").First.InnerTextAsync();
    }

    private static async Task TryAsync(IPage page)
    {
        await page.ClickAsync("a:has-text('Tra cứu theo khoá')");
        await page.FillAsync("input[name='path.no']", "7");
        await page.ClickAsync("button:has-text('Gửi thử')");
        await page.Locator("#answer").GetByText("200 OK").WaitForAsync();
        Assert.Contains("\"no\": 7", await page.Locator("#answer").InnerTextAsync(), StringComparison.Ordinal);
        await page.FillAsync("input[name='path.no']", "mot");
        await page.ClickAsync("button:has-text('Gửi thử')");
        await page.Locator("#answer").GetByText("400 Bad Request").WaitForAsync();
    }

    private static async Task<string> RequestAsync(IPage page, string system)
    {
        await page.SelectOptionAsync("#field-system", new SelectOptionValue { Label = system });
        await page.FillAsync("#field-purpose", "Đối chiếu dự án khi giải quyết hồ sơ");
        await page.FillAsync("#field-legalBasis", "Nghị định 278/2025/NĐ-CP");
        await page.CheckAsync("input[name=fields][value=no]");
        await page.CheckAsync("input[name=fields][value=name]");
        await page.FillAsync("#field-validTo", DateTime.UtcNow.AddDays(60).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        await page.ClickAsync("main form button:has-text('Yêu cầu khai thác')");
        await page.WaitForURLAsync("**/exchange/agreements/*");
        return new Uri(page.Url).AbsolutePath;
    }

    /// <summary>As any program would, and the proof checked with nothing but what is published.</summary>
    private async Task<string> CallAsync(string client, string secret)
    {
        using var http = new HttpClient { BaseAddress = new(site.Address) };
        using var ask = new HttpRequestMessage(HttpMethod.Post, "/oauth/token")
        {
            Content = new FormUrlEncodedContent([new("grant_type", "client_credentials")]),
        };
        ask.Headers.Authorization = new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{client}:{secret}")));
        var grant = await (await http.SendAsync(ask)).Content.ReadAsStringAsync();
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(
            "Bearer", JsonDocument.Parse(grant).RootElement.GetProperty("access_token").GetString());
        var answer = await http.GetAsync("/x/H21.13/tra-cuu-du-an/v1/rows/7");
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        var seq = Seq().Match(answer.Headers.GetValues("Phusa-Receipt").Single()).Groups[1].Value;
        var evidence = JsonDocument.Parse(await http.GetStringAsync($"/x/evidence/{seq}")).RootElement;
        var (proved, _, faults) = LedgerAudit.VerifyProof(
            await http.GetStringAsync(evidence.GetProperty("proof").GetString()), await http.GetStringAsync("/api/v1/ledger/key.pem"),
            evidence.GetProperty("entry").GetString());
        Assert.Empty(faults);
        Assert.Equal(seq, $"{proved}");
        return answer.Headers.GetValues("Phusa-Call").Single();
    }

    /// <summary>Counts are written some seconds later.</summary>
    private static async Task CountedAsync(IPage page, string system)
    {
        var until = DateTime.UtcNow + UntilCounted;
        do
        {
            await page.GotoAsync($"/exchange/traffic?system={system[(system.LastIndexOf('/') + 1)..]}");
            if (await page.Locator(".stat").CountAsync() > 0)
            {
                return;
            }
            await Task.Delay(500);
        }
        while (DateTime.UtcNow < until);
        Assert.Fail("The call is not on the dashboard");
    }

    [GeneratedRegex("seq=([0-9]+)")]
    private static partial Regex Seq();
}
