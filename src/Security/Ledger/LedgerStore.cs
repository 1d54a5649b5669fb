using System.Globalization;
using Phusa.Kernel;
using Phusa.Kernel.Data;
using Phusa.Kernel.Periods;

namespace Phusa.Security.Ledger;

/// <summary>A signed head that was kept.</summary>
/// <param name="Token">Its RFC 3161 timestamp token in DER, once there is one.</param>
internal sealed record KeptHead(long Size, DateTimeOffset At, DateOnly Day, string Note, byte[]? Token);

/// <summary>The ledger's tables. Entries are only ever added, by one writer at a time over all nodes.</summary>
internal sealed class LedgerStore([FromKeyedServices(KernelModule.Ledger)] Database database)
{
    public const string HeadColumns = "size, at, day, note, timestamp_token";

    public Task<T> WriteAsync<T>(Func<Session, Task<T>> write, CancellationToken cancellation) =>
        database.WriteAsync(write, cancellation);

    /// <summary>How many entries there are; the row stays this transaction's until it ends.</summary>
    public static Task<long> LockAsync(Session session, CancellationToken cancellation) =>
        // A write that changes nothing takes the row's lock on both engines.
        session.CountAsync(new("update security_ledger_head set size = size where id = 1 returning size"), cancellation);

    public static async Task AddAsync(Session session, LedgerRows rows, CancellationToken cancellation)
    {
        await session.ExecuteEachAsync(
            "insert into security_ledger_bundle (seq, entries, salts) values (@seq, @entries, @salts)", rows.Bundles(), cancellation);
        await session.ExecuteEachAsync(
            "insert into security_ledger_reference (reference, seq, entries) values (@reference, @seq, @entries)",
            rows.References(), cancellation);
        await session.ExecuteEachAsync(
            "insert into security_ledger_index (seq, kind, at, actor, object) values (@seq, @kind, @at, @actor, @object)",
            rows.Index(), cancellation);
        await session.ExecuteEachAsync(
            "insert into security_ledger_subject (subject, seq) values (@subject, @seq)", rows.Subjects(), cancellation);
        await session.ExecuteEachAsync(
            "insert into security_ledger_sealed (seq, name, salt, content, expires_at) values (@seq, @name, @salt, @content, @expires)",
            rows.Sealed(), cancellation);
    }

    public static async Task GrowAsync(Session session, LedgerTree tree, CancellationToken cancellation)
    {
        await session.ExecuteEachAsync(
            """
            insert into security_ledger_tile (level, position, hashes) values (@level, @position, @hashes)
            on conflict (level, position) do update set hashes = excluded.hashes
            """,
            tree.TakeWritten().Select(tile => new (string, object?)[]
            {
                ("level", tile.Level), ("position", tile.Position), ("hashes", tile.Hashes),
            }), cancellation);
        await session.ExecuteAsync(
            new("update security_ledger_head set size = @size where id = 1", ("size", tree.Size)), cancellation);
    }

    public static Task<int> KeepHeadAsync(Session session, long size, DateTimeOffset at, string note, CancellationToken cancellation) =>
        session.ExecuteAsync(new(
            "insert into security_ledger_checkpoint (size, at, day, note) values (@size, @at, @day, @note) on conflict (size) do nothing",
            ("size", size), ("at", at), ("day", VietnamTime.Of(at).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
            ("note", note)), cancellation);

    public static async Task<byte[]> TileAsync(Session session, int level, long position, CancellationToken cancellation) =>
        await session.FindAsync(new(
            "select hashes from security_ledger_tile where level = @level and position = @position",
            ("level", level), ("position", position)), row => row.Bytes("hashes"), cancellation)
        ?? throw new InvalidDataException($"The ledger's tile {level}/{position} is missing");

    /// <summary>Any hash over a range of entries, from the tiles.</summary>
    public LedgerTiles Tiles(CancellationToken cancellation) =>
        new((level, position) => TileAsync(level, position, cancellation));

    public Task<byte[]> TileAsync(int level, long position, CancellationToken cancellation) =>
        database.ReadAsync(session => TileAsync(session, level, position, cancellation), cancellation);

    /// <summary>Kept heads of trees not larger than this, by size.</summary>
    public Task<IReadOnlyList<KeptHead>> HeadsAsync(long size, CancellationToken cancellation) => database.ListAsync(
        new($"select {HeadColumns} from security_ledger_checkpoint where size <= @size order by size", ("size", size)),
        ReadHead, cancellation);

    /// <summary>Null while none was kept.</summary>
    public Task<KeptHead?> NewestHeadAsync(CancellationToken cancellation) => database.FindAsync(
        new($"select {HeadColumns} from security_ledger_checkpoint order by size desc limit 1"), ReadHead, cancellation);

    public Task<long> SizeAsync(CancellationToken cancellation) =>
        database.CountAsync(new("select size from security_ledger_head where id = 1"), cancellation);

    public async Task<StoredEntry?> FindAsync(long seq, CancellationToken cancellation) =>
        (await FindAsync([seq], cancellation)) is [var entry] ? entry : null;

    /// <summary>Entries by their numbers, in that order, as far as there are such.</summary>
    public Task<IReadOnlyList<StoredEntry>> FindAsync(IReadOnlyList<long> seqs, CancellationToken cancellation) =>
        database.ReadAsync<IReadOnlyList<StoredEntry>>(async session =>
        {
            List<StoredEntry> found = [];
            LedgerBundle? bundle = null;
            foreach (var seq in seqs)
            {
                // Those that were written together are mostly looked for together.
                if (bundle?.Find(seq) is null)
                {
                    bundle = await session.FindAsync(
                        new("select seq, entries, salts from security_ledger_bundle where seq <= @seq order by seq desc limit 1", ("seq", seq)),
                        LedgerBundle.Read, cancellation);
                }
                if (bundle?.Find(seq) is { } entry)
                {
                    found.Add(entry);
                }
            }
            return found;
        }, cancellation);

    /// <summary>Salts of parts whose content is kept with them, by name.</summary>
    public async Task<IReadOnlyDictionary<string, byte[]>> SaltsAsync(long seq, CancellationToken cancellation) =>
        (await database.ListAsync(
            new("select name, salt from security_ledger_sealed where seq = @seq", ("seq", seq)),
            row => KeyValuePair.Create(row.Text("name"), row.Bytes("salt")), cancellation)).ToDictionary();

    /// <summary>The first entry of a kind with a reference.</summary>
    public async Task<long?> FindSeqAsync(Guid reference, string kind, CancellationToken cancellation)
    {
        var rows = await database.ListAsync(
            new("select seq, entries from security_ledger_reference where reference = @reference order by seq", ("reference", reference)),
            row => (Seq: row.Integer("seq"), Entries: (int)row.Integer("entries")), cancellation);
        var entries = await FindAsync([.. rows.SelectMany(row => Enumerable.Range(0, row.Entries).Select(at => row.Seq + at))], cancellation);
        return entries.FirstOrDefault(entry => entry.Read().Kind == kind)?.Seq;
    }

    /// <summary>Entries with a subject, the newest first.</summary>
    /// <param name="before">Their numbers are below it.</param>
    public async Task<IReadOnlyList<StoredEntry>> FindAboutAsync(string subject, long before, int most, CancellationToken cancellation) =>
        await FindAsync(await database.ListAsync(
            new("select seq from security_ledger_subject where subject = @subject and seq < @before order by seq desc limit @most",
                ("subject", subject), ("before", before), ("most", most)),
            row => row.Integer("seq"), cancellation), cancellation);

    /// <summary>Entries from a number on, in their order.</summary>
    public async Task<IReadOnlyList<StoredEntry>> PageAsync(long from, int most, CancellationToken cancellation)
    {
        var bundles = await database.ListAsync(
            new("""
                select seq, entries, salts from security_ledger_bundle
                where seq >= (select max(seq) from security_ledger_bundle where seq <= @from) and seq < @to order by seq
                """, ("from", from), ("to", from + most)), LedgerBundle.Read, cancellation);
        return [.. bundles.SelectMany(bundle => bundle.All).SkipWhile(entry => entry.Seq < from).Take(most)];
    }

    internal static KeptHead ReadHead(Row row) => new(
        row.Integer("size"), row.Instant("at"),
        DateOnly.ParseExact(row.Text("day"), "yyyy-MM-dd", CultureInfo.InvariantCulture), row.Text("note"),
        row.IsNull("timestamp_token") ? null : row.Bytes("timestamp_token"));
}
