using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Phusa.Kernel;
using Phusa.Kernel.Data;
using Phusa.Security.Contracts;

namespace Phusa.Tests.Http.Exchange;

/// <summary>An exchange that keeps what passes for a while.</summary>
public sealed class KeepingHost : ExchangeHost
{
    protected override IEnumerable<KeyValuePair<string, string?>> Settings(string data) =>
        [.. base.Settings(data), new("Exchange:PayloadDays", "30")];
}

/// <summary>The page on which an auditor opens what was kept of a call.</summary>
public sealed partial class PayloadPageTests(KeepingHost host) : IClassFixture<KeepingHost>
{
    private const string Page = "/audit/payloads";
    private const string Missing = "Không có nội dung nào được giữ của bản ghi này";

    [Fact]
    public async Task Kept_content_is_shown_after_its_opening_was_recorded_and_the_person_is_told_of_it()
    {
        const string number = "064093000031";
        var auditor = await host.AsAsync(Role.Auditor);
        var seq = await CalledAsync("kept_wells", $"no,commune,phone\n1,{number},0912345678\n", $"rows?commune=eq.{number}");

        var opened = await OpenAsync(auditor, seq, "Giải quyết khiếu nại số 12");
        Assert.Equal(HttpStatusCode.OK, opened.StatusCode);
        Assert.True(opened.Headers.CacheControl?.NoStore);
        Assert.Contains($"&quot;commune&quot;:&quot;{number}&quot;", await opened.Content.ReadAsStringAsync(), StringComparison.Ordinal);

        var entry = JsonNode.Parse(await auditor.GetStringAsync($"/api/v1/ledger/entries/{await LastAsync()}"))!;
        Assert.Equal("payload-opened", (string?)entry["kind"]);
        Assert.Equal(
            (seq, "Người dùng Auditor", "Giải quyết khiếu nại số 12"),
            ((long)entry["details"]!["entry"]!, (string?)entry["details"]!["name"], (string?)entry["details"]!["purpose"]));
        var told = await auditor.PostAsJsonAsync("/api/v1/ledger/person", new { citizenNumber = number });
        var newest = JsonNode.Parse(await told.Content.ReadAsStringAsync())!["accesses"]![0]!;
        Assert.Equal(("fields", "Giải quyết khiếu nại số 12"), ((string?)newest["learned"], (string?)newest["purpose"]));
        Assert.Contains("Người dùng Auditor", (string?)newest["said"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, "Hãy ghi vì sao")]
    [InlineData("Xác minh 064093000031", "Hãy ghi vì sao")]
    [InlineData("Gọi lại 0912345678", "Hãy ghi vì sao")]
    public async Task Without_a_reason_or_with_one_that_names_a_person_nothing_is_opened_or_recorded(string? reason, string said)
    {
        var seq = await CalledAsync($"unopened_wells_{reason?.Length ?? 0}");
        var before = await LastAsync();

        var refused = await OpenAsync(await host.AsAsync(Role.Auditor), seq, reason ?? " ");

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        var page = await refused.Content.ReadAsStringAsync();
        Assert.Contains(said, page, StringComparison.Ordinal);
        Assert.DoesNotContain("23560", page, StringComparison.Ordinal);
        Assert.Equal(before, await LastAsync());
    }

    [Fact]
    public async Task What_is_no_entry_was_never_kept_or_is_over_is_not_opened()
    {
        var auditor = await host.AsAsync(Role.Auditor);
        var seq = await CalledAsync("expired_wells");
        Assert.Equal(HttpStatusCode.OK, (await OpenAsync(auditor, seq, "Thử")).StatusCode);
        await LedgerAsync("update security_ledger_sealed set expires_at = @at where seq = @seq and expires_at is not null",
            ("at", DateTimeOffset.UtcNow.AddMinutes(-1)), ("seq", seq));
        var before = await LastAsync();

        foreach (var entry in new[] { $"{seq}", $"{before}", "999999", "không phải số" })
        {
            var refused = await OpenAsync(auditor, entry, "Thử");
            Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
            Assert.Contains(Missing, await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }
        Assert.Equal(before, await LastAsync());
    }

    [Fact]
    public async Task Content_put_in_the_place_of_another_is_called_altered_and_not_shown()
    {
        var auditor = await host.AsAsync(Role.Auditor);
        var (mine, other) = (await CalledAsync("altered_wells"), await CalledAsync("foreign_wells"));
        await LedgerAsync("update security_ledger_sealed set content = (select content from security_ledger_sealed where seq = @other "
            + "and name = 'kept-answer') where seq = @mine and name = 'kept-answer'", ("mine", mine), ("other", other));

        var page = await (await OpenAsync(auditor, mine, "Thử")).Content.ReadAsStringAsync();

        Assert.Contains("nó đã bị sửa hoặc bị đổi chỗ", page, StringComparison.Ordinal);
        Assert.DoesNotContain("23560", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_an_auditor_in_a_browser_opens_it()
    {
        var seq = await CalledAsync("guarded_wells");
        var token = await PhusaHost.TokenAsync(await host.AsAsync(Role.Auditor), Page);
        foreach (var role in Enum.GetValues<Role>().Where(role => role != Role.Auditor))
        {
            var refused = await (await host.AsAsync(role)).PostAsync(Page, Form(token, seq));
            Assert.True(refused.StatusCode == HttpStatusCode.Forbidden, $"{role}: {refused.StatusCode}");
        }
        using var anyone = host.Anyone();
        Assert.Contains("/sign-in", (await anyone.PostAsync(Page, Form(token, seq))).Headers.Location?.OriginalString, StringComparison.Ordinal);
        var unsigned = await (await host.AsAsync(Role.Auditor)).PostAsync(Page, Form("", seq));
        Assert.Equal(HttpStatusCode.BadRequest, unsigned.StatusCode);
    }

    private static FormUrlEncodedContent Form(string token, long seq) => new(
        [new(PhusaHost.TokenField, token), new("entry", $"{seq}"), new("reason", "Thử")]);

    private static Task<HttpResponseMessage> OpenAsync(HttpClient auditor, object entry, string reason) =>
        PhusaHost.SubmitAsync(auditor, Page, Page, ("entry", $"{entry}"), ("reason", reason));

    /// <summary>The entry of a call to a new service.</summary>
    private async Task<long> CalledAsync(
        string service, string csv = "no,commune,phone\n1,23560,0912345678\n", string operation = "rows/1")
    {
        var (client, _) = await host.GrantedAsync(await host.OfferedAsync(service, csv));
        var answer = await client.GetAsync($"/x/{PhusaHost.Department}/{service}/v1/{operation}");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return long.Parse(Seq().Match(answer.Headers.GetValues("Phusa-Receipt").Single()).Groups[1].Value, CultureInfo.InvariantCulture);
    }

    private async Task<long> LastAsync()
    {
        using var anyone = host.Anyone();
        return (long)JsonNode.Parse(await anyone.GetStringAsync("/api/v1/ledger/head"))!["size"]! - 1;
    }

    private Task<int> LedgerAsync(string sql, params (string, object?)[] values) =>
        host.Services.GetRequiredKeyedService<Database>(KernelModule.Ledger).ExecuteAsync(new(sql, values), default);

    [GeneratedRegex("seq=([0-9]+)")]
    private static partial Regex Seq();
}
