using System.Buffers;
using Phusa.Kernel.Data;

namespace Phusa.Security.Ledger;

/// <summary>Entries that stand in one row, one after another, because they were written together (an entry bundle of C2SP tlog-tiles).</summary>
/// <param name="seq">The number of the first.</param>
/// <param name="entries">Their texts, a line for each: no text has a line break of its own.</param>
/// <param name="salts">Of their sealed parts without content in hex, a line for each; null where there are none any more.</param>
internal sealed class LedgerBundle(long seq, string entries, string? salts)
{
    /// <summary>Entries in a row at most: whoever looks for one reads the others as well.</summary>
    public const int Most = 64;

    private readonly string[] lines = entries.Split('\n');
    private readonly string[]? salted = salts?.Split('\n');

    public static LedgerBundle Read(Row row) => new(row.Integer("seq"), row.Text("entries"), row.TextOrNull("salts"));

    public IEnumerable<StoredEntry> All => lines.Select((_, at) => At(at));

    /// <summary>Null for an entry of another row.</summary>
    public StoredEntry? Find(long number) => number >= seq && number < seq + lines.Length ? At((int)(number - seq)) : null;

    /// <summary>Values of the row.</summary>
    public static (string, object?)[] Values(long seq, ReadOnlySpan<WrittenEntry> entries)
    {
        var texts = new ArrayBufferWriter<byte>(1024 * entries.Length);
        var salts = new string[entries.Length];
        for (var at = 0; at < entries.Length; at++)
        {
            texts.Write(at == 0 ? default : "\n"u8);
            texts.Write(entries[at].Body.Bytes.Span);
            salts[at] = Convert.ToHexStringLower(EntrySalts.Kept(entries[at].Entry));
        }
        return
        [
            ("seq", seq), ("entries", new Utf8(texts.WrittenMemory)),
            ("salts", Array.Exists(salts, one => one.Length > 0) ? string.Join('\n', salts) : null),
        ];
    }

    private StoredEntry At(int place) => new(seq + place, lines[place], salted?.ElementAtOrDefault(place) ?? "");
}
