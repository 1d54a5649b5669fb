using System.Data.Common;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;
using Phusa.Kernel;
using Phusa.Security;
using Phusa.Security.Contracts;
using Phusa.Security.Ledger;

namespace Phusa.Tests.Store.Security.Ledger;

public abstract class LedgerTests(IRecordsEngine engine) : RecordsTests(engine, new KernelModule(), new SecurityModule())
{
    [EngineFact]
    public async Task An_entry_is_in_the_signed_tree_when_its_receipt_comes()
    {
        using var key = new LedgerKey(Folder);
        await using var ledger = Open(key);
        var receipt = await ledger.AppendAsync(Entry(1), default);

        Assert.Equal((0, 1), (receipt.Seq, receipt.Size));
        var head = await HeadAsync(key);
        using var known = ECDsa.Create();
        known.ImportFromPem(key.PublicPem);
        Assert.True(head.IsSignedBy("phusa.ledger", known));
        var stored = await Store.FindAsync(0, default);
        Assert.Equal(receipt.Leaf, Convert.ToBase64String(Merkle.Leaf(Encoding.UTF8.GetBytes(stored!.Body))));
        Assert.Contains("\"no\":1", stored.Body, StringComparison.Ordinal);
    }

    [EngineFact]
    public async Task Entries_of_several_writers_make_one_tree()
    {
        using var key = new LedgerKey(Folder);
        await using var first = Open(key);
        await using var second = Open(key);
        var receipts = await Task.WhenAll(Enumerable.Range(0, 700).Select(
            number => (number % 2 == 0 ? first : second).AppendAsync(Entry(number), default)));

        Assert.Equal(Enumerable.Range(0, 700).Select(seq => (long)seq), receipts.Select(receipt => receipt.Seq).Order());
        var head = await HeadAsync(key);
        foreach (var receipt in receipts.Where(receipt => receipt.Seq % 97 == 0))
        {
            var path = await MerkleProof.InclusionAsync(receipt.Seq, head.Size, Store.Tiles(default).RootAsync);
            Assert.True(MerkleProof.Includes(head.Root, head.Size, receipt.Seq, Convert.FromBase64String(receipt.Leaf), path));
            Assert.True(MerkleProof.Continues(
                await Store.Tiles(default).RootAsync(0, receipt.Size), receipt.Size, head.Root, head.Size,
                await MerkleProof.ConsistencyAsync(receipt.Size, head.Size, Store.Tiles(default).RootAsync)));
        }
    }

    [EngineFact]
    public async Task The_database_refuses_to_change_or_delete_an_entry()
    {
        using var key = new LedgerKey(Folder);
        await using var ledger = Open(key);
        await ledger.AppendAsync(Entry(1), default);

        await Assert.ThrowsAnyAsync<DbException>(() =>
            Database.ExecuteAsync(new("update security_ledger_bundle set entries = '{}'"), default));
        await Assert.ThrowsAnyAsync<DbException>(() => Database.ExecuteAsync(new("delete from security_ledger_bundle"), default));
        await ledger.AppendAsync(Entry(2) with { Reference = Guid.CreateVersion7(), Subjects = ["somebody"] }, default);
        foreach (var found in new[] { "index", "reference", "subject" })
        {
            await Assert.ThrowsAnyAsync<DbException>(() => Database.ExecuteAsync(new($"update security_ledger_{found} set seq = seq + 1"), default));
            await Assert.ThrowsAnyAsync<DbException>(() => Database.ExecuteAsync(new($"delete from security_ledger_{found}"), default));
        }
        // Salts alone may be erased: no hash in the tree is of them.
        Assert.Equal(2, await Database.ExecuteAsync(new("update security_ledger_bundle set salts = null"), default));
    }

    [EngineFact]
    public async Task Salts_are_found_by_name_whether_content_is_kept_with_them_or_not()
    {
        using var key = new LedgerKey(Folder);
        await using var ledger = Open(key);
        var whole = Sealed.Of("whole", "nội dung");
        Sealed[] hashes = [Hash("first", 1), Hash("second", 2)];
        await ledger.AppendAsync(Entry(1) with { Sealed = [whole, .. hashes] }, default);

        Assert.Equal([("first", hashes[0].Salt), ("second", hashes[1].Salt), ("whole", whole.Salt)], await SaltsAsync());
        await Database.ExecuteAsync(new("delete from security_ledger_sealed"), default);
        Assert.Equal([("first", hashes[0].Salt), ("second", hashes[1].Salt)], await SaltsAsync());

        static Sealed Hash(string name, byte fill) => new(name, [.. Enumerable.Repeat(fill, Sealed.SaltSize)], new byte[32], null, null);

        async Task<IEnumerable<(string, byte[])>> SaltsAsync() =>
            EntrySalts.Of((await Store.FindAsync(0, default))!, await Store.SaltsAsync(0, default))
                .OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => (pair.Key, pair.Value));
    }

    [EngineFact]
    public async Task Entries_are_found_by_what_they_refer_to()
    {
        using var key = new LedgerKey(Folder);
        await using var ledger = Open(key);
        var (one, other) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        await ledger.AppendTogetherAsync([Entry(1), Entry(2) with { Reference = one }, Entry(3) with { Reference = other }], default);

        Assert.Equal((1L, 2L), (await Store.FindSeqAsync(one, "test", default), await Store.FindSeqAsync(other, "test", default)));
        Assert.Null(await Store.FindSeqAsync(one, "another", default));
        Assert.Null(await Store.FindSeqAsync(Guid.CreateVersion7(), "test", default));
    }

    [EngineFact]
    public async Task What_cannot_be_written_is_said_and_the_next_entry_goes_on()
    {
        using var key = new LedgerKey(Folder);
        await using var ledger = Open(key);
        await ledger.AppendAsync(Entry(1), default);
        await Database.ExecuteAsync(new("alter table security_ledger_tile rename to away"), default);
        await Assert.ThrowsAsync<LedgerUnavailableException>(() => ledger.AppendAsync(Entry(2), default));
        await Database.ExecuteAsync(new("alter table away rename to security_ledger_tile"), default);

        Assert.Equal(1, (await ledger.AppendAsync(Entry(3), default)).Seq);
        Assert.DoesNotContain("\"no\":2", string.Concat((await Store.PageAsync(0, 9, default)).Select(entry => entry.Body)), StringComparison.Ordinal);
    }

    [EngineFact]
    public async Task What_is_sealed_stands_beside_the_entry_and_only_its_hash_in_it()
    {
        using var key = new LedgerKey(Folder);
        await using var ledger = Open(key);
        var part = Sealed.Of("selection", "no = 051093000001");
        await ledger.AppendAsync(Entry(1) with { Sealed = [part] }, default);

        var stored = await Store.FindAsync(0, default);
        Assert.DoesNotContain("051093000001", stored!.Body, StringComparison.Ordinal);
        Assert.Contains(Convert.ToBase64String(part.Hash), stored.Body, StringComparison.Ordinal);
        Assert.Equal(1, await Database.CountAsync(new("select count(*) from security_ledger_sealed where seq = 0"), default));
    }

    private LedgerStore Store => new(Database);

    private async Task<SignedHead> HeadAsync(LedgerKey key) =>
        SignedHead.Read((await new LedgerHeads(Store, key, Options.Create(new LedgerOptions())).CurrentAsync(default)).Note)!;

    private Phusa.Security.Contracts.Ledger Open(LedgerKey key) =>
        new(Store, key, Options.Create(new LedgerOptions()), TimeProvider.System);

    private static LedgerEntry Entry(int number) =>
        new("test", "actor", string.Create(CultureInfo.InvariantCulture, $"object-{number % 3}"), new { No = number });
}

public sealed class SqliteLedgerTests() : LedgerTests(new SqliteEngine());

[Collection(PostgresFixture.Name)]
public sealed class PostgresLedgerTests(PostgresFixture postgres) : LedgerTests(postgres);
