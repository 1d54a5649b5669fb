using System.IO.Compression;
using System.Security.Cryptography;
using Microsoft.Extensions.Options;
using Phusa.Kernel;
using Phusa.Security;
using Phusa.Security.Contracts;
using Phusa.Security.Ledger;

namespace Phusa.Tests.Store.Security.Ledger;

public abstract class LedgerAuditTests(IRecordsEngine engine) : RecordsTests(engine, new KernelModule(), new SecurityModule())
{
    private const int Entries = 600;

    [EngineFact]
    public async Task A_whole_export_is_found_whole_with_a_key_from_elsewhere()
    {
        var (file, pem) = await ExportAsync();
        var verdict = await LedgerAudit.VerifyAsync(file, pem, default);
        Assert.True(verdict.IsSound, string.Join('\n', verdict.Faults));
        Assert.Equal(Entries, verdict.Entries);
        Assert.True(verdict.Heads >= 1);
    }

    [EngineFact]
    public async Task Another_key_is_noticed()
    {
        var (file, _) = await ExportAsync();
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var verdict = await LedgerAudit.VerifyAsync(file, other.ExportSubjectPublicKeyInfoPem(), default);
        Assert.False(verdict.IsSound);
        Assert.Null(verdict.FirstAltered);
    }

    [EngineFact]
    public async Task The_first_altered_entry_is_named()
    {
        var (file, pem) = await ExportAsync();
        Change(file, "entries.jsonl", text => text.Replace("\"no\":417", "\"no\":418").Replace("\"no\":500", "\"no\":501"));
        Assert.Equal(417, (await LedgerAudit.VerifyAsync(file, pem, default)).FirstAltered);
    }

    [EngineFact]
    public async Task A_deleted_an_added_and_a_cut_off_entry_are_noticed()
    {
        foreach (var change in new Func<string, string>[]
        {
            text => string.Join('\n', text.Split('\n').Where(line => !line.Contains("\"no\":300,", StringComparison.Ordinal) && !line.Contains("\"no\":300}", StringComparison.Ordinal))),
            text => text + text.Split('\n')[0] + "\n",
            text => string.Join('\n', text.Split('\n').Take(200)) + "\n",
        })
        {
            var (file, pem) = await ExportAsync();
            Change(file, "entries.jsonl", change);
            Assert.False((await LedgerAudit.VerifyAsync(file, pem, default)).IsSound);
        }
    }

    [EngineFact]
    public async Task Hashes_changed_along_with_the_text_do_not_make_the_signed_root()
    {
        var (file, pem) = await ExportAsync();
        var body = "";
        Change(file, "entries.jsonl", text =>
        {
            body = text.Split('\n')[5].Replace("\"no\":5", "\"no\":6");
            return text.Replace(text.Split('\n')[5], body);
        });
        ChangeBytes(file, "leaves.bin", bytes => Merkle.Leaf(System.Text.Encoding.UTF8.GetBytes(body)).CopyTo(bytes, 5 * Merkle.Size));
        var verdict = await LedgerAudit.VerifyAsync(file, pem, default);
        Assert.False(verdict.IsSound);
        Assert.Null(verdict.FirstAltered);
    }

    [EngineFact]
    public async Task The_ledger_itself_is_checked_where_it_stands()
    {
        await ExportAsync();
        using var key = new LedgerKey(Folder);
        var audit = new LedgerAudit(new(Database), key, Options.Create(new LedgerOptions()));
        Assert.True((await audit.VerifyAsync(default)).IsSound);

        await Database.ExecuteAsync(new("update security_ledger_tile set hashes = @none where level = 0 and position = 1",
            ("none", new byte[LedgerTree.Width * Merkle.Size])), default);
        Assert.Equal(256, (await audit.VerifyAsync(default)).FirstAltered);
    }

    [EngineFact]
    public async Task An_entry_changed_in_its_row_is_named_and_salts_are_no_evidence()
    {
        await ExportAsync();
        using var key = new LedgerKey(Folder);
        var audit = new LedgerAudit(new(Database), key, Options.Create(new LedgerOptions()));
        await Database.ExecuteAsync(new("update security_ledger_bundle set salts = 'none'"), default);
        Assert.True((await audit.VerifyAsync(default)).IsSound);

        // Whoever holds the database can take its guard away.
        await Database.ExecuteAsync(new(Database.Dialect.Name == "sqlite" ? "drop trigger security_ledger_bundle_no_update"
            : "drop trigger security_ledger_bundle_append_only on security_ledger_bundle"), default);
        var last = await Database.CountAsync(new("select max(seq) from security_ledger_bundle"), default);
        await Database.ExecuteAsync(
            new("update security_ledger_bundle set entries = replace(entries, 'no', 'on') where seq = @last", ("last", last)), default);
        Assert.Equal(last, (await audit.VerifyAsync(default)).FirstAltered);
    }

    [EngineFact]
    public async Task What_is_no_export_is_refused_with_a_reason()
    {
        using var empty = new MemoryStream();
        await Assert.ThrowsAsync<InvalidDataException>(() => LedgerAudit.VerifyAsync(empty, null, default));
    }

    private async Task<(MemoryStream File, string Pem)> ExportAsync()
    {
        using var key = new LedgerKey(Folder);
        var store = new LedgerStore(Database);
        if (await store.SizeAsync(default) == 0)
        {
            await using var ledger = new Phusa.Security.Contracts.Ledger(
                store, key, Options.Create(new LedgerOptions()), TimeProvider.System);
            await Task.WhenAll(Enumerable.Range(0, Entries).Select(no =>
                ledger.AppendAsync(new("test", null, "việc", new { No = no }), default)));
        }
        var file = new MemoryStream();
        await new LedgerAudit(store, key, Options.Create(new LedgerOptions())).ExportAsync(file, default);
        file.Position = 0;
        return (file, key.PublicPem);
    }

    private static void Change(MemoryStream file, string name, Func<string, string> change) => ChangeBytes(
        file, name, bytes => System.Text.Encoding.UTF8.GetBytes(change(System.Text.Encoding.UTF8.GetString(bytes))));

    private static void ChangeBytes(MemoryStream file, string name, Action<byte[]> change) =>
        ChangeBytes(file, name, bytes =>
        {
            change(bytes);
            return bytes;
        });

    private static void ChangeBytes(MemoryStream file, string name, Func<byte[], byte[]> change)
    {
        using (var zip = new ZipArchive(file, ZipArchiveMode.Update, leaveOpen: true))
        {
            using var before = new MemoryStream();
            using (var old = zip.GetEntry(name)!.Open())
            {
                old.CopyTo(before);
            }
            zip.GetEntry(name)!.Delete();
            using var entry = zip.CreateEntry(name).Open();
            entry.Write(change(before.ToArray()));
        }
        file.Position = 0;
    }
}

public sealed class SqliteLedgerAuditTests() : LedgerAuditTests(new SqliteEngine());

[Collection(PostgresFixture.Name)]
public sealed class PostgresLedgerAuditTests(PostgresFixture postgres) : LedgerAuditTests(postgres);
