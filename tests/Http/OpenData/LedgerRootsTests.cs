using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Phusa.Kernel;
using Phusa.Kernel.Data;
using Phusa.OpenData.LedgerRoots;
using Phusa.Security.Ledger;

namespace Phusa.Tests.Http.OpenData;

/// <summary>The ledger's daily roots as a dataset of the portal.</summary>
public sealed class LedgerRootsTests(PhusaHost host) : IClassFixture<PhusaHost>
{
    [Fact]
    public async Task Roots_of_days_that_are_over_are_open_data_whose_signatures_hold()
    {
        var publish = host.Services.GetRequiredService<PublishLedgerRoots>();
        await host.Services.GetRequiredService<Phusa.Security.Contracts.Ledger>().AppendAsync(new("test", null, null, new { }), default);
        Assert.False(await publish.RunAsync(default));
        await host.Services.GetRequiredKeyedService<Database>(KernelModule.Ledger).ExecuteAsync(
            new("update security_ledger_checkpoint set day = '2026-01-02'"), default);

        Assert.True(await publish.RunAsync(default));
        Assert.False(await publish.RunAsync(default));
        using var anyone = host.Anyone();
        var row = JsonNode.Parse(await anyone.GetStringAsync($"/api/v1/datasets/{PublishLedgerRoots.Dataset}/rows"))!["rows"]![0]!;
        Assert.Equal("2026-01-02", (string?)row["day"]);
        var note = string.Create(CultureInfo.InvariantCulture, $"{row["origin"]}\n{row["size"]}\n{row["root"]}\n\n{row["signature"]}\n");
        using var key = ECDsa.Create();
        key.ImportFromPem(await anyone.GetStringAsync("/api/v1/ledger/key.pem"));
        Assert.True(SignedHead.Read(note)!.IsSignedBy("phusa.ledger", key));
        Assert.Contains("Gốc cây hằng ngày của nhật ký", await anyone.GetStringAsync($"/datasets/{PublishLedgerRoots.Dataset}"), StringComparison.Ordinal);
    }
}
