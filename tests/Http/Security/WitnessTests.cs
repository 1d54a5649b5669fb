using System.Net;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Phusa.Kernel.Periods;
using Phusa.Security.Contracts;
using Phusa.Security.Ledger;

namespace Phusa.Tests.Http.Security;

/// <summary>Witnesses come and go by administrators' deeds; what they have signed stays.</summary>
public sealed class WitnessTests(PhusaHost host) : IClassFixture<PhusaHost>
{
    private const string Page = "/ledger/witnesses";
    private const string Api = "/api/v1/ledger/witnesses";
    private const string Withdraw = $"action=\"{Page}/withdraw\"";

    [Fact]
    public async Task A_withdrawn_witness_signs_no_more_and_what_it_signed_stays()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        await RegisterAsync("kiem-toan", key);
        using var anyone = host.Anyone();
        var before = await SignAsync(anyone, "kiem-toan", key);
        Assert.Equal(HttpStatusCode.OK, before.StatusCode);
        var administrator = await host.AsAsync(Role.Administrator);
        Assert.Contains(Withdraw, await administrator.GetStringAsync(Page), StringComparison.Ordinal);

        await PhusaHost.SubmitAsync(administrator, Page, $"{Page}/withdraw", ("name", "kiem-toan"));

        var after = await SignAsync(anyone, "kiem-toan", key);
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "head.not-cosigned"), (after.StatusCode, await after.CodeAsync()));
        Assert.Contains("kiem-toan", await anyone.GetStringAsync("/api/v1/ledger/cosignatures"), StringComparison.Ordinal);
        var listed = JsonNode.Parse(await anyone.GetStringAsync(Api))!.AsArray().Single(one => (string?)one!["name"] == "kiem-toan")!;
        Assert.NotNull(listed["withdrawnAt"]);
        Assert.Contains("BEGIN PUBLIC KEY", (string?)listed["publicKey"], StringComparison.Ordinal);
        var known = await administrator.PostAsJsonAsync(Api, new { name = "kiem-toan", publicKey = key.ExportSubjectPublicKeyInfoPem() });
        Assert.Equal((HttpStatusCode.Conflict, "witness.known"), (known.StatusCode, await known.CodeAsync()));
    }

    [Fact]
    public async Task Officials_see_who_registered_and_withdrew_one_and_others_only_when()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        await RegisterAsync("so-tu-phap", key);
        var administrator = await host.AsAsync(Role.Administrator);
        Assert.Equal(HttpStatusCode.OK, (await administrator.PostAsync($"{Api}/so-tu-phap/withdraw", null)).StatusCode);

        var official = await (await host.AsAsync(Role.Steward)).GetStringAsync(Page);
        var today = VietnamTime.Of(DateTimeOffset.UtcNow).ToString("dd/MM/yyyy", null);
        Assert.Equal(2, official[official.IndexOf("so-tu-phap", StringComparison.Ordinal)..].Split($"{today}, Người dùng Administrator").Length - 1);
        using var anyone = host.Anyone();
        foreach (var page in new[] { await anyone.GetStringAsync(Page), await (await host.AsAsync(Role.Citizen)).GetStringAsync(Page) })
        {
            Assert.Contains(today, page, StringComparison.Ordinal);
            Assert.DoesNotContain("Người dùng Administrator", page, StringComparison.Ordinal);
            Assert.DoesNotContain(Withdraw, page, StringComparison.Ordinal);
        }
        var deeds = await (await host.AsAsync(Role.Auditor)).GetStringAsync("/audit/admin-actions");
        Assert.Contains("Cho bên chứng kiến thôi", deeds, StringComparison.Ordinal);
        Assert.Contains("so-tu-phap", deeds, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_administrators_withdraw_and_only_one_that_signs()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        await RegisterAsync("thanh-tra-bo", key);
        var address = $"{Api}/thanh-tra-bo/withdraw";
        using var anyone = host.Anyone();
        Assert.Equal(HttpStatusCode.Unauthorized, (await anyone.PostAsync(address, null)).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await (await host.AsAsync(Role.Auditor)).PostAsync(address, null)).StatusCode);
        var administrator = await host.AsAsync(Role.Administrator);
        Assert.Equal(HttpStatusCode.OK, (await administrator.PostAsync(address, null)).StatusCode);

        var again = await administrator.PostAsync(address, null);
        Assert.Equal((HttpStatusCode.Conflict, "witness.over"), (again.StatusCode, await again.CodeAsync()));
        var missing = await administrator.PostAsync($"{Api}/khong-co/withdraw", null);
        Assert.Equal((HttpStatusCode.NotFound, "witness.missing"), (missing.StatusCode, await missing.CodeAsync()));
    }

    private async Task RegisterAsync(string name, ECDsa key) => Assert.Equal(
        HttpStatusCode.Created, (await (await host.AsAsync(Role.Administrator)).PostAsJsonAsync(
            Api, new { name, publicKey = key.ExportSubjectPublicKeyInfoPem() })).StatusCode);

    /// <summary>Hands a newer head in with a witness's line.</summary>
    private async Task<HttpResponseMessage> SignAsync(HttpClient client, string name, ECDsa key)
    {
        await host.Services.GetRequiredService<Phusa.Security.Contracts.Ledger>().AppendAsync(new("test", null, null, new { }), default);
        var note = (await host.Services.GetRequiredService<LedgerHeads>().CurrentAsync(default)).Note;
        return await client.PostAsync("/api/v1/ledger/cosignatures",
            new StringContent(note + HeadSignature.Of(name, SignedHead.Read(note)!.Text, key) + "\n"));
    }
}
