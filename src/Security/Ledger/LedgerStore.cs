using System.Globalization;
using Phusa.Kernel.Data;
using Phusa.Security.Contracts;

namespace Phusa.Security.Ledger;

/// <summary>An entry as it is kept.</summary>
/// <param name="Body">The text that the tree covers.</param>
internal sealed record StoredEntry(
    long Seq, string Kind, DateTimeOffset At, string? Actor, string? Object, string Body);

/// <summary>A signed head that was kept.</summary>
/// <param name="Token">Its RFC 3161 timestamp token in DER, once there is one.</param>
internal sealed record KeptHead(long Size, DateTimeOffset At, DateOnly Day, string Note, byte[]? Token);

/// <summary>The ledger's tables. Entries are only ever added, by one writer at a time over all nodes.</summary>
internal sealed class LedgerStore(Database database)
{
    private static readonly TimeSpan Vietnam = TimeSpan.FromHours(7);

    public const string HeadColumns = "size, at, day, note, timestamp_token";

    public const string Columns = "seq, kind, at, actor, object, body";

    public Task<T> WriteAsync<T>(Func<Session, Task<T>> write, CancellationToken cancellation) =>
        database.WriteAsync(write, cancellation);

    /// <summary>How many entries there are; the row stays this transaction's until it ends.</summary>
    public static async Task<long> LockAsync(Session session, CancellationToken cancellation)
    {
        // A write that changes nothing takes the row's lock on both engines.
        await session.ExecuteAsync(new("update security_ledger_head set size = size where id = 1"), cancellation);
        return await session.CountAsync(new("select size from security_ledger_head where id = 1"), cancellation);
    }

    public static async Task AddAsync(
        Session session, IReadOnlyList<(StoredEntry Stored, LedgerEntry Entry)> entries, CancellationToken cancellation)
    {
        await session.ExecuteEachAsync(
            $"insert into security_ledger_entry ({Columns}) values (@seq, @kind, @at, @actor, @object, @body)",
            entries.Select(one => Values(one.Stored)), cancellation);
        var subjects = entries.SelectMany(one => one.Entry.Subjects.Distinct().Select(subject => (subject, one.Stored.Seq))).ToList();
        if (subjects.Count > 0)
        {
            await session.ExecuteEachAsync(
                "insert into security_ledger_subject (subject, seq) values (@subject, @seq)",
                subjects.Select(one => new (string, object?)[] { ("subject", one.subject), ("seq", one.Seq) }), cancellation);
        }
        var parts = entries.SelectMany(one => one.Entry.Sealed.Select(part => (one.Stored.Seq, part))).ToList();
        if (parts.Count > 0)
        {
            await session.ExecuteEachAsync(
                "insert into security_ledger_sealed (seq, name, salt, content, expires_at) values (@seq, @name, @salt, @content, @expires)",
                parts.Select(one => new (string, object?)[]
                {
                    ("seq", one.Seq), ("name", one.part.Name), ("salt", one.part.Salt), ("content", one.part.Content),
                    ("expires", one.part.Expires),
                }), cancellation);
        }
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
            ("size", size), ("at", at), ("day", at.ToOffset(Vietnam).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
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

    public async Task<IReadOnlyDictionary<string, byte[]>> SaltsAsync(long seq, CancellationToken cancellation) =>
        (await database.ListAsync(
            new("select name, salt from security_ledger_sealed where seq = @seq", ("seq", seq)),
            row => KeyValuePair.Create(row.Text("name"), row.Bytes("salt")), cancellation)).ToDictionary();

    public async Task<long?> FindNextAsync(string actor, string kind, long after, string text, CancellationToken cancellation) =>
        (await database.ListAsync(
            new("select seq from security_ledger_entry where actor = @actor and kind = @kind and seq > @after "
                + "and body like @text order by seq limit 1",
                ("actor", actor), ("kind", kind), ("after", after), ("text", $"%{text}%")),
            row => row.Integer("seq"), cancellation)) is [var seq] ? seq : null;

    /// <summary>The first entry of an actor in a stretch of time that has a text in it.</summary>
    public async Task<long?> FindWithinAsync(
        string actor, string kind, DateTimeOffset from, DateTimeOffset to, string text, CancellationToken cancellation) =>
        (await database.ListAsync(
            new("select seq from security_ledger_entry where at >= @from and at <= @to and actor = @actor and kind = @kind "
                + "and body like @text order by seq limit 1",
                ("from", from), ("to", to), ("actor", actor), ("kind", kind), ("text", $"%{text}%")),
            row => row.Integer("seq"), cancellation)) is [var seq] ? seq : null;

    /// <summary>Entries from a number on, in their order.</summary>
    public Task<IReadOnlyList<StoredEntry>> PageAsync(long from, int most, CancellationToken cancellation) => database.ListAsync(
        new($"select {Columns} from security_ledger_entry where seq >= @from order by seq limit @most", ("from", from), ("most", most)),
        Read, cancellation);

    internal static StoredEntry Read(Row row) => new(
        row.Integer("seq"), row.Text("kind"), row.Instant("at"), row.TextOrNull("actor"), row.TextOrNull("object"),
        row.Text("body"));

    internal static KeptHead ReadHead(Row row) => new(
        row.Integer("size"), row.Instant("at"),
        DateOnly.ParseExact(row.Text("day"), "yyyy-MM-dd", CultureInfo.InvariantCulture), row.Text("note"),
        row.IsNull("timestamp_token") ? null : row.Bytes("timestamp_token"));

    private static (string, object?)[] Values(StoredEntry entry) =>
    [
        ("seq", entry.Seq), ("kind", entry.Kind), ("at", entry.At), ("actor", entry.Actor), ("object", entry.Object),
        ("body", entry.Body),
    ];
}
