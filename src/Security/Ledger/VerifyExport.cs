using System.Buffers;
using System.Globalization;
using System.IO.Compression;
using System.IO.Pipelines;
using Phusa.Security.Contracts;

namespace Phusa.Security.Ledger;

/// <summary>Checks a ZIP that <see cref="ExportLedger"/> made, offline, in one pass over its lines.</summary>
internal static class VerifyExport
{
    /// <param name="pem">The log's public key as it was got from elsewhere; null takes the one in the file.</param>
    /// <exception cref="InvalidDataException">The file is not such a ZIP.</exception>
    public static async Task<LedgerVerdict> RunAsync(Stream file, string? pem, CancellationToken cancellation)
    {
        using var zip = Open(file);
        using var key = LedgerKey.Public(pem ?? await TextAsync(Entry(zip, "key.pem"), cancellation));
        List<SignedHead> heads = [];
        Dictionary<long, string> notes = [];
        foreach (var entry in In(zip, "heads/"))
        {
            var note = await TextAsync(entry, cancellation);
            var head = SignedHead.Read(note) ?? throw new InvalidDataException(T.LedgerPartBroken(entry.FullName).ToString());
            heads.Add(head);
            notes[head.Size] = note;
        }
        var verify = new VerifyLedger(heads, key);
        foreach (var entry in In(zip, "timestamps/"))
        {
            var size = long.TryParse(Path.GetFileNameWithoutExtension(entry.Name), NumberStyles.None, CultureInfo.InvariantCulture, out var named)
                ? named : throw new InvalidDataException(T.LedgerPartBroken(entry.FullName).ToString());
            verify.Timestamp(size, await BytesAsync(entry, cancellation), notes.GetValueOrDefault(size));
        }
        await using var leaves = new BufferedStream(Entry(zip, "leaves.bin").Open(), 1 << 16);
        await using var lines = Entry(zip, "entries.jsonl").Open();
        await CompareAsync(verify, lines, leaves, cancellation);
        return verify.End();
    }

    private static async Task CompareAsync(VerifyLedger verify, Stream lines, Stream leaves, CancellationToken cancellation)
    {
        var leaf = new byte[Merkle.Size];
        long count = 0;
        var reader = PipeReader.Create(lines, new(bufferSize: 1 << 16));
        while (await ReadLineAsync(reader, cancellation) is { } line)
        {
            if (leaves.ReadAtLeast(leaf, leaf.Length, throwOnEndOfStream: false) < leaf.Length)
            {
                verify.Report(T.LedgerEntryAdded(count));
                return;
            }
            verify.Add(line, leaf);
            count++;
        }
        if (leaves.ReadAtLeast(leaf, leaf.Length, throwOnEndOfStream: false) > 0)
        {
            verify.Report(T.LedgerEntryMissing(count));
        }
    }

    /// <summary>A line without its end; null at the end of the file.</summary>
    private static async ValueTask<byte[]?> ReadLineAsync(PipeReader reader, CancellationToken cancellation)
    {
        while (true)
        {
            var read = await reader.ReadAsync(cancellation);
            if (read.Buffer.PositionOf((byte)'\n') is { } end)
            {
                var line = read.Buffer.Slice(0, end).ToArray();
                reader.AdvanceTo(read.Buffer.GetPosition(1, end));
                return line;
            }
            if (read.IsCompleted)
            {
                var rest = read.Buffer.ToArray();
                reader.AdvanceTo(read.Buffer.End);
                return rest.Length == 0 ? null : rest;
            }
            reader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }

    private static ZipArchive Open(Stream file)
    {
        try
        {
            return new(file, ZipArchiveMode.Read, leaveOpen: true);
        }
        catch (InvalidDataException broken)
        {
            throw new InvalidDataException(T.LedgerNoZip.ToString(), broken);
        }
    }

    private static ZipArchiveEntry Entry(ZipArchive zip, string name) =>
        zip.GetEntry(name) ?? throw new InvalidDataException(T.LedgerPartMissing(name).ToString());

    private static IEnumerable<ZipArchiveEntry> In(ZipArchive zip, string folder) =>
        zip.Entries.Where(entry => entry.FullName.StartsWith(folder, StringComparison.Ordinal) && entry.Name.Length > 0);

    /// <summary>Of a timestamp; one that is longer than any authority answers is none.</summary>
    private static async Task<ReadOnlyMemory<byte>> BytesAsync(ZipArchiveEntry entry, CancellationToken cancellation)
    {
        var bytes = new byte[Timestamps.LargestAnswer];
        await using var from = entry.Open();
        return bytes.AsMemory(0, await from.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, cancellation));
    }

    private static async Task<string> TextAsync(ZipArchiveEntry entry, CancellationToken cancellation)
    {
        using var reader = new StreamReader(entry.Open());
        return await reader.ReadToEndAsync(cancellation);
    }
}
