using System.Globalization;
using Phusa.Kernel;
using Phusa.Kernel.Data;
using Phusa.Kernel.Periods;

namespace Phusa.Security.Ledger;

/// <summary>An entry as it is kept.</summary>
/// <param name="Body">The text that the tree covers.</param>
/// <param name="Salts">
/// Of the sealed parts of which only the hash was wanted, 16 bytes each, in their order in the body; null where there is none.
/// </param>
internal sealed record StoredEntry(
    long Seq, string Kind, DateTimeOffset At, string? Actor, string? Object, string Body, byte[]? Salts = null);

/// <summary>A signed head that was kept.</summary>
/// <param name="Token">Its RFC 3161 timestamp token in DER, once there is one.</param>
internal sealed record KeptHead(long Size, DateTimeOffset At, DateOnly Day, string Note, byte[]? Token);

/// <summary>The ledger's tables. Entries are only ever added, by one writer at a time over all nodes.</summary>
internal sealed class LedgerStore([FromKeyedServices(KernelModule.Ledger)] Database database)
{
    public const string HeadColumns = "size, at, day, note, timestamp_token";

    public const string Columns = "seq, kind, at, actor, object, body, salts";

    public Task<T> WriteAsync<T>(Func<Session, Task<T>> write, CancellationToken cancellation) =>
        database.WriteAsync(write, cancellation);

    /// <summary>How many entries there are; the row stays this transaction's until it ends.</summary>
    public static Task<long> LockAsync(Session session, CancellationToken cancellation) =>
        // A write that changes nothing takes the row's lock on both engines.
        session.CountAsync(new("update security_ledger_head set size = size where id = 1 returning size"), cancellation);

    /// <param name="size">The number of the first of them.</param>
    public static async Task AddAsync(Session session, long size, IReadOnlyList<Pending> together, CancellationToken cancellation)
    {
        await session.ExecuteEachAsync(
            $"insert into security_ledger_entry ({Columns}, reference) values (@seq, @kind, @at, @actor, @object, @body, @salts, @reference)",
            together.Select((pending, at) => Values(size + at, pending)), cancellation);
        await session.ExecuteEachAsync(
            "insert into security_ledger_subject (subject, seq) values (@subject, @seq)",
            together.SelectMany((pending, at) => pending.Entry.Subjects.Distinct().Select(subject => new (string, object?)[]
            {
                ("subject", subject), ("seq", size + at),
            })), cancellation);
        await session.ExecuteEachAsync(
            "insert into security_ledger_sealed (seq, name, salt, content, expires_at) values (@seq, @name, @salt, @content, @expires)",
            together.SelectMany((pending, at) => pending.Entry.Sealed.Where(part => part.Content is not null).Select(part => new (string, object?)[]
            {
                ("seq", size + at), ("name", part.Name), ("salt", part.Salt), ("content", part.Content), ("expires", part.Expires),
            })), cancellation);
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

    public Task<StoredEntry?> FindAsync(long seq, CancellationToken cancellation) => database.FindAsync(
        new($"select {Columns} from security_ledger_entry where seq = @seq", ("seq", seq)), Read, cancellation);

    /// <summary>Salts of parts whose content is kept with them, by name.</summary>
    public async Task<IReadOnlyDictionary<string, byte[]>> SaltsAsync(long seq, CancellationToken cancellation) =>
        (await database.ListAsync(
            new("select name, salt from security_ledger_sealed where seq = @seq", ("seq", seq)),
            row => KeyValuePair.Create(row.Text("name"), row.Bytes("salt")), cancellation)).ToDictionary();

    /// <summary>The first entry of a kind with a reference.</summary>
    public async Task<long?> FindSeqAsync(Guid reference, string kind, CancellationToken cancellation) =>
        (await database.ListAsync(
            new("select seq from security_ledger_entry where reference = @reference and kind = @kind order by seq limit 1",
                ("reference", reference), ("kind", kind)),
            row => row.Integer("seq"), cancellation)) is [var seq] ? seq : null;

    /// <summary>Entries from a number on, in their order.</summary>
    public Task<IReadOnlyList<StoredEntry>> PageAsync(long from, int most, CancellationToken cancellation) => database.ListAsync(
        new($"select {Columns} from security_ledger_entry where seq >= @from order by seq limit @most", ("from", from), ("most", most)),
        Read, cancellation);

    internal static StoredEntry Read(Row row) => new(
        row.Integer("seq"), row.Text("kind"), row.Instant("at"), row.TextOrNull("actor"), row.TextOrNull("object"),
        row.Text("body"), row.IsNull("salts") ? null : row.Bytes("salts"));

    internal static KeptHead ReadHead(Row row) => new(
        row.Integer("size"), row.Instant("at"),
        DateOnly.ParseExact(row.Text("day"), "yyyy-MM-dd", CultureInfo.InvariantCulture), row.Text("note"),
        row.IsNull("timestamp_token") ? null : row.Bytes("timestamp_token"));

    private static (string, object?)[] Values(long seq, Pending pending) =>
    [
        ("seq", seq), ("kind", pending.Entry.Kind), ("at", pending.At), ("actor", pending.Entry.Actor), ("object", pending.Entry.Object),
        ("body", pending.Body), ("salts", EntrySalts.Kept(pending.Entry)), ("reference", pending.Entry.Reference),
    ];
}
