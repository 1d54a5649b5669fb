using System.IO.Compression;
using System.Security.Cryptography;
using Microsoft.Extensions.Options;
using Phusa.Kernel;
using Phusa.Security;
using Phusa.Security.Contracts;
using Phusa.Security.Ledger;

namespace Phusa.Tests.Store.Security.Ledger;

public abstract class TimestampTests(IRecordsEngine engine) : RecordsTests(engine, new KernelModule(), new SecurityModule())
{
    private static readonly Uri Address = new("http://tsa.test/");

    [EngineFact]
    public async Task The_newest_head_gets_a_token_that_openssl_verifies()
    {
        using var authority = await new OpensslAuthority().PrepareAsync();
        using var http = new HttpClient(authority, disposeHandler: false);
        var store = await GrowAsync();
        var timestamps = new Timestamps(Database, store, http);

        Assert.Equal(1, await timestamps.RunAsync(Address, default));
        Assert.Null(await timestamps.RunAsync(Address, default));
        var head = await store.NewestHeadAsync(default);
        await File.WriteAllBytesAsync(Path.Combine(authority.Folder, "head.tst"), head!.Token!);
        await File.WriteAllTextAsync(Path.Combine(authority.Folder, "head.note"), head.Note);
        Assert.Contains("Verification: OK", await authority.RunAsync(
            "ts", "-verify", "-token_in", "-in", "head.tst", "-data", "head.note", "-CAfile", "tsa.pem"), StringComparison.Ordinal);
    }

    [EngineFact]
    public async Task A_timestamp_that_is_not_about_its_head_is_noticed_offline_and_in_place()
    {
        using var authority = await new OpensslAuthority().PrepareAsync();
        using var http = new HttpClient(authority, disposeHandler: false);
        var store = await GrowAsync();
        using var key = new LedgerKey(Folder);
        var audit = new LedgerAudit(store, key, Options.Create(new LedgerOptions()));
        await new Timestamps(Database, store, http).RunAsync(Address, default);
        var whole = new MemoryStream();
        await audit.ExportAsync(whole, default);
        using (var zip = new ZipArchive(new MemoryStream(whole.ToArray())))
        {
            Assert.Equal(zip.Entries.Count, zip.Entries.DistinctBy(entry => entry.FullName).Count());
        }

        foreach (var verdict in new[] { await LedgerAudit.VerifyAsync(whole, null, default), await audit.VerifyAsync(default) })
        {
            Assert.True(verdict.IsSound, string.Join('\n', verdict.Faults));
            Assert.Equal(1, verdict.Timestamps);
        }

        var other = await File.ReadAllBytesAsync(await TokenOfAsync(authority, "another head"));
        using (var zip = new ZipArchive(whole, ZipArchiveMode.Update, leaveOpen: true))
        {
            zip.GetEntry("timestamps/1.tst")!.Delete();
            await using var put = zip.CreateEntry("timestamps/1.tst").Open();
            await put.WriteAsync(other);
        }
        await Database.ExecuteAsync(new("update security_ledger_checkpoint set timestamp_token = @token", ("token", other)), default);
        foreach (var verdict in new[] { await LedgerAudit.VerifyAsync(whole, null, default), await audit.VerifyAsync(default) })
        {
            Assert.Equal((false, 0L), (verdict.IsSound, verdict.Timestamps));
        }
    }

    /// <summary>Where a token of the authority about some text lies, made by openssl alone.</summary>
    private static async Task<string> TokenOfAsync(OpensslAuthority authority, string text)
    {
        await File.WriteAllTextAsync(Path.Combine(authority.Folder, "other.txt"), text);
        await authority.RunAsync("ts", "-query", "-data", "other.txt", "-sha256", "-cert", "-out", "other.tsq");
        await authority.RunAsync(
            "ts", "-reply", "-queryfile", "other.tsq", "-config", "ts.cnf", "-token_out", "-out", "other.tst");
        return Path.Combine(authority.Folder, "other.tst");
    }

    [EngineFact]
    public async Task An_answer_that_is_no_token_is_not_kept()
    {
        var store = await GrowAsync();
        using var http = new HttpClient(new Rubbish());
        await Assert.ThrowsAsync<CryptographicException>(() => new Timestamps(Database, store, http).RunAsync(Address, default));
        Assert.Null((await store.NewestHeadAsync(default))!.Token);
    }

    private async Task<LedgerStore> GrowAsync()
    {
        using var key = new LedgerKey(Folder);
        var store = new LedgerStore(Database);
        await using var ledger = new Phusa.Security.Contracts.Ledger(
            store, key, Options.Create(new LedgerOptions()), TimeProvider.System);
        await ledger.AppendAsync(new("test", null, null, new { }), default);
        return store;
    }

    private sealed class Rubbish : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            Task.FromResult(new HttpResponseMessage { Content = new StringContent("<html>") });
    }
}

public sealed class SqliteTimestampTests() : TimestampTests(new SqliteEngine());

[Collection(PostgresFixture.Name)]
public sealed class PostgresTimestampTests(PostgresFixture postgres) : TimestampTests(postgres);
