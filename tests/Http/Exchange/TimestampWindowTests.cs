using System.Net;
using Phusa.Kernel;
using Phusa.Kernel.Data;
using Phusa.Security.Contracts;
using Phusa.Security.Ledger;

namespace Phusa.Tests.Http.Exchange;

/// <summary>An exchange whose timestamp authority never answers, and may be silent for an hour.</summary>
public sealed class UnstampedHost : ExchangeHost
{
    protected override IEnumerable<KeyValuePair<string, string?>> Settings(string data) =>
        [.. base.Settings(data), new("Ledger:TimestampUrl", "http://127.0.0.1:1/"), new("Ledger:TimestampWindowHours", "1")];
}

/// <summary>No timestamps for longer than the window: no evidence, no data, and everybody can see why.</summary>
public sealed class TimestampWindowTests(UnstampedHost host) : IClassFixture<UnstampedHost>
{
    private const string Notice = "Nhật ký không nhận bản ghi mới";

    [Fact]
    public async Task Calls_and_reads_are_refused_after_the_window_and_go_on_with_a_timestamp()
    {
        var (client, _) = await host.GrantedAsync(await host.OfferedAsync("stamped_wells"));
        const string call = $"/x/{PhusaHost.Department}/stamped_wells/v1/rows/1";
        const string read = "/api/v1/datasets/stamped_wells/rows";
        var steward = await host.AsAsync(Role.Steward);
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync(call)).StatusCode);
        Assert.Contains("0912345678", await steward.GetStringAsync(read), StringComparison.Ordinal);
        Assert.DoesNotContain(Notice, await PageAsync(), StringComparison.Ordinal);

        await LedgerAsync("update security_ledger_checkpoint set at = @at", ("at", DateTimeOffset.UtcNow.AddHours(-2)));
        var refused = await client.GetAsync(call);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);
        Assert.Equal("call.no-evidence", await BreakOffTests.CodeAsync(refused));
        Assert.DoesNotContain("23560", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        var unread = await steward.GetAsync(read + "?limit=5");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, unread.StatusCode);
        Assert.DoesNotContain("0912345678", await unread.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        var page = await PageAsync();
        Assert.Contains(Notice, page, StringComparison.Ordinal);
        Assert.Contains("quá 1 giờ cho phép", page, StringComparison.Ordinal);

        await LedgerAsync("update security_ledger_checkpoint set timestamp_token = @token", ("token", new byte[] { 1 }));
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync(call)).StatusCode);
        Assert.DoesNotContain(Notice, await PageAsync(), StringComparison.Ordinal);
    }

    private async Task<string> PageAsync()
    {
        using var anyone = host.Anyone();
        return await anyone.GetStringAsync("/ledger");
    }

    /// <summary>What changes in the ledger's heads is seen with the next minute's round, or now.</summary>
    private async Task LedgerAsync(string sql, params (string, object?)[] values)
    {
        await host.Services.GetRequiredKeyedService<Database>(KernelModule.Ledger).ExecuteAsync(new(sql, values), default);
        await host.Services.GetRequiredService<TimestampWindow>().RefreshAsync(default);
    }
}
