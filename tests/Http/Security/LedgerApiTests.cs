using System.Diagnostics;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Phusa.Security.Contracts;
using Phusa.Security.Ledger;

namespace Phusa.Tests.Http.Security;

public sealed class LedgerApiTests(PhusaHost host) : IClassFixture<PhusaHost>
{
    [Fact]
    public async Task An_entry_is_proven_to_anybody_and_read_by_auditors_alone()
    {
        var receipt = await AppendAsync();
        using var anyone = host.Anyone();
        var proof = JsonNode.Parse(await anyone.GetStringAsync($"/api/v1/ledger/entries/{receipt.Seq}/proof"))!;

        var head = SignedHead.Read((string)proof["head"]!["note"]!)!;
        Assert.True(MerkleProof.Includes(head.Root, head.Size, receipt.Seq, Convert.FromBase64String(receipt.Leaf),
            [.. proof["path"]!.AsArray().Select(hash => Convert.FromBase64String((string)hash!))]));
        using var key = ECDsa.Create();
        key.ImportFromPem(await anyone.GetStringAsync("/api/v1/ledger/key.pem"));
        Assert.True(head.IsSignedBy("phusa.ledger", key));

        Assert.Equal(HttpStatusCode.Unauthorized, (await anyone.GetAsync($"/api/v1/ledger/entries/{receipt.Seq}")).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await anyone.GetAsync("/api/v1/ledger/export.zip")).StatusCode);
        var body = await (await host.AsAsync(Role.Auditor)).GetStringAsync($"/api/v1/ledger/entries/{receipt.Seq}");
        Assert.Equal(receipt.Leaf, Convert.ToBase64String(Merkle.Leaf(Encoding.UTF8.GetBytes(body))));
        Assert.Equal(HttpStatusCode.NotFound, (await anyone.GetAsync("/api/v1/ledger/entries/999999/proof")).StatusCode);
    }

    [Fact]
    public async Task The_proof_of_an_entry_is_checked_offline_and_fails_for_another_entry_key_or_path()
    {
        var receipt = await AppendAsync();
        await AppendAsync();
        using var anyone = host.Anyone();
        var pem = await anyone.GetStringAsync("/api/v1/ledger/key.pem");
        var proof = await anyone.GetStringAsync($"/api/v1/ledger/entries/{receipt.Seq}/proof");
        var entry = await (await host.AsAsync(Role.Auditor)).GetStringAsync($"/api/v1/ledger/entries/{receipt.Seq}");
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP256);

        Assert.Empty(LedgerAudit.VerifyProof(proof, pem, entry).Faults);
        Assert.Single(LedgerAudit.VerifyProof(proof, pem, entry.Replace("thử", "sửa", StringComparison.Ordinal)).Faults);
        Assert.Single(LedgerAudit.VerifyProof(proof, other.ExportSubjectPublicKeyInfoPem(), entry).Faults);
        Assert.Single(LedgerAudit.VerifyProof(
            proof.Replace($"\"seq\":{receipt.Seq}", $"\"seq\":{receipt.Seq + 1}", StringComparison.Ordinal), pem, entry).Faults);
        Assert.Throws<InvalidDataException>(() => LedgerAudit.VerifyProof("{}", pem, null));
    }

    [Fact]
    public async Task A_later_head_is_proven_to_continue_an_earlier_one()
    {
        var older = SignedHead.Read(await GrowAsync())!;
        await AppendAsync();
        using var anyone = host.Anyone();
        var proof = JsonNode.Parse(await anyone.GetStringAsync($"/api/v1/ledger/consistency?from={older.Size}"))!;
        var newer = SignedHead.Read((string)proof["newer"]!["note"]!)!;
        Assert.True(MerkleProof.Continues(older.Root, older.Size, newer.Root, newer.Size,
            [.. proof["path"]!.AsArray().Select(hash => Convert.FromBase64String((string)hash!))]));
    }

    [Fact]
    public async Task A_witness_signs_a_head_and_nobody_else_can_for_it()
    {
        using var mine = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var administrator = await host.AsAsync(Role.Administrator);
        var added = await administrator.PostAsJsonAsync(
            "/api/v1/ledger/witnesses", new { name = "thanh-tra", publicKey = mine.ExportSubjectPublicKeyInfoPem() });
        Assert.Equal(HttpStatusCode.Created, added.StatusCode);
        var note = await GrowAsync();
        var text = SignedHead.Read(note)!.Text;
        using var anyone = host.Anyone();
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP256);

        var forged = await anyone.PostAsync("/api/v1/ledger/cosignatures", new StringContent(note + HeadSignature.Of("thanh-tra", text, other) + "\n"));
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "head.not-cosigned"), (forged.StatusCode, await forged.CodeAsync()));
        var signed = await anyone.PostAsync("/api/v1/ledger/cosignatures", new StringContent(note + HeadSignature.Of("thanh-tra", text, mine) + "\n"));
        Assert.Equal(HttpStatusCode.OK, signed.StatusCode);
        Assert.Contains("thanh-tra", await anyone.GetStringAsync("/api/v1/ledger/cosignatures"), StringComparison.Ordinal);
        var elsewhere = SignedHead.Sign("phusa.ledger", 1, new byte[32], mine);
        Assert.Equal(HttpStatusCode.UnprocessableEntity,
            (await anyone.PostAsync("/api/v1/ledger/cosignatures", new StringContent(elsewhere))).StatusCode);
        Assert.Equal(HttpStatusCode.UnprocessableEntity,
            (await anyone.PostAsync("/api/v1/ledger/cosignatures", new StringContent("không phải"))).StatusCode);
    }

    [Fact]
    public async Task The_page_of_witnesses_shows_who_is_how_far_behind_and_administrators_add_one_there()
    {
        const string page = "/ledger/witnesses";
        using var mine = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var administrator = await host.AsAsync(Role.Administrator);
        var refused = await PhusaHost.SubmitAsync(administrator, page, page, ("name", "so noi vu"), ("publicKey", mine.ExportSubjectPublicKeyInfoPem()));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        await PhusaHost.SubmitAsync(administrator, page, page, ("name", "so-noi-vu"), ("publicKey", mine.ExportSubjectPublicKeyInfoPem()));
        var note = await GrowAsync();
        using var anyone = host.Anyone();
        await anyone.PostAsync("/api/v1/ledger/cosignatures",
            new StringContent(note + HeadSignature.Of("so-noi-vu", SignedHead.Read(note)!.Text, mine) + "\n"));
        await AppendAsync();

        var shown = await anyone.GetStringAsync(page);
        Assert.Contains("so-noi-vu", shown, StringComparison.Ordinal);
        Assert.Contains("BEGIN PUBLIC KEY", shown, StringComparison.Ordinal);
        Assert.DoesNotContain("<textarea", shown, StringComparison.Ordinal);
        var standing = Assert.Single(
            await host.Services.GetRequiredService<Witnesses>().StandingsAsync(default), one => one.Witness.Name == "so-noi-vu");
        Assert.True(standing.Behind >= 1 && standing.Last!.Size == SignedHead.Read(note)!.Size);
    }

    [Theory]
    [InlineData("two words", "")]
    [InlineData("good", "không phải khoá")]
    public async Task A_witness_without_a_fit_name_and_key_is_refused(string name, string key)
    {
        var administrator = await host.AsAsync(Role.Administrator);
        var refused = await administrator.PostAsJsonAsync("/api/v1/ledger/witnesses", new { name, publicKey = key });
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await (await host.AsAsync(Role.Steward)).PostAsJsonAsync(
            "/api/v1/ledger/witnesses", new { name, publicKey = key })).StatusCode);
    }

    [Fact]
    public async Task Openssl_verifies_a_head()
    {
        var note = await GrowAsync();
        using var anyone = host.Anyone();
        var folder = Directory.CreateTempSubdirectory("phusa-openssl-").FullName;
        await File.WriteAllTextAsync(Path.Combine(folder, "key.pem"), await anyone.GetStringAsync("/api/v1/ledger/key.pem"));
        await File.WriteAllTextAsync(Path.Combine(folder, "head.txt"), string.Concat(note.Split('\n').Take(3).Select(line => line + "\n")));
        await File.WriteAllBytesAsync(Path.Combine(folder, "head.sig"), Convert.FromBase64String(note.Split('\n')[4].Split(' ')[2])[4..]);
        using var openssl = Process.Start(new ProcessStartInfo(
            "openssl", ["dgst", "-sha256", "-verify", "key.pem", "-signature", "head.sig", "head.txt"])
        {
            WorkingDirectory = folder, RedirectStandardOutput = true,
        })!;
        var said = await openssl.StandardOutput.ReadToEndAsync();
        await openssl.WaitForExitAsync();
        Directory.Delete(folder, recursive: true);
        Assert.Equal((0, "Verified OK"), (openssl.ExitCode, said.Trim()));
    }

    [Fact]
    public async Task The_page_and_the_daily_roots_are_open()
    {
        await AppendAsync();
        using var anyone = host.Anyone();
        Assert.Contains("phusa.ledger", await anyone.GetStringAsync("/ledger"), StringComparison.Ordinal);
        Assert.StartsWith("day,size,root", await anyone.GetStringAsync("/api/v1/ledger/roots.csv"), StringComparison.Ordinal);
        Assert.NotEmpty(JsonNode.Parse(await anyone.GetStringAsync("/api/v1/ledger/roots"))!.AsArray());
    }

    /// <summary>The head with one entry more.</summary>
    private async Task<string> GrowAsync()
    {
        await AppendAsync();
        return (await host.Services.GetRequiredService<LedgerHeads>().CurrentAsync(default)).Note;
    }

    private Task<LedgerReceipt> AppendAsync() => host.Services.GetRequiredService<Phusa.Security.Contracts.Ledger>()
        .AppendAsync(new("test", null, "việc", new { Note = "thử" }), default);
}
