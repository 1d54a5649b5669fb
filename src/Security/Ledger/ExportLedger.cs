using System.Globalization;
using System.IO.Compression;
using System.Text;
using Microsoft.Extensions.Options;
using Phusa.Security.Contracts;

namespace Phusa.Security.Ledger;

/// <summary>
/// The whole ledger as a ZIP that is checked without this program's server: <c>entries.jsonl</c> (a line for each entry, byte for
/// byte what was hashed), <c>leaves.bin</c> (32 bytes for each), the kept heads and the newest one as signed notes, their
/// timestamps, the public key, and a page that says how to check them.
/// </summary>
internal sealed class ExportLedger(LedgerStore store, LedgerKey key, IOptions<LedgerOptions> options)
{
    private const int Page = 2000;

    public async Task RunAsync(Stream target, CancellationToken cancellation)
    {
        using var zip = new ZipArchive(target, ZipArchiveMode.Create, leaveOpen: true);
        var size = await store.SizeAsync(cancellation);
        var root = size == 0 ? Merkle.Empty : await store.Tiles(cancellation).RootAsync(0, size);
        await WriteAsync(zip, "key.pem", key.PublicPem, cancellation);
        await WriteAsync(zip, "READ-ME.txt", $"{T.LedgerReadMe.Vi}\n\n{T.LedgerReadMe.En}\n", cancellation);
        var heads = await store.HeadsAsync(size, cancellation);
        if (heads is not [.., { } newest] || newest.Size < size)
        {
            await WriteAsync(zip, HeadName(size), key.Sign(options.Value.Origin, size, root), cancellation);
        }
        foreach (var head in heads)
        {
            await WriteAsync(zip, HeadName(head.Size), head.Note, cancellation);
            if (head.Token is { } token)
            {
                await WriteAsync(zip, string.Create(CultureInfo.InvariantCulture, $"timestamps/{head.Size}.tst"), token, cancellation);
            }
        }
        await WriteLeavesAsync(zip, size, cancellation);
        await WriteEntriesAsync(zip, size, cancellation);
    }

    private static string HeadName(long size) => string.Create(CultureInfo.InvariantCulture, $"heads/{size}.note");

    private async Task WriteEntriesAsync(ZipArchive zip, long size, CancellationToken cancellation)
    {
        await using var lines = zip.CreateEntry("entries.jsonl", CompressionLevel.Fastest).Open();
        for (long from = 0; from < size;)
        {
            var page = await store.PageAsync(from, (int)Math.Min(Page, size - from), cancellation);
            if (page.Count == 0)
            {
                return;
            }
            foreach (var entry in page)
            {
                await lines.WriteAsync(Encoding.UTF8.GetBytes(entry.Body + "\n"), cancellation);
            }
            from = page[^1].Seq + 1;
        }
    }

    private async Task WriteLeavesAsync(ZipArchive zip, long size, CancellationToken cancellation)
    {
        await using var leaves = zip.CreateEntry("leaves.bin", CompressionLevel.NoCompression).Open();
        for (long position = 0; position * LedgerTree.Width < size; position++)
        {
            var tile = await store.TileAsync(0, position, cancellation);
            var count = Math.Min(LedgerTree.Width, size - (position * LedgerTree.Width));
            await leaves.WriteAsync(tile.AsMemory(0, (int)count * Merkle.Size), cancellation);
        }
    }

    private static Task WriteAsync(ZipArchive zip, string name, string text, CancellationToken cancellation) =>
        WriteAsync(zip, name, Encoding.UTF8.GetBytes(text), cancellation);

    private static async Task WriteAsync(ZipArchive zip, string name, byte[] bytes, CancellationToken cancellation)
    {
        await using var entry = zip.CreateEntry(name, CompressionLevel.Fastest).Open();
        await entry.WriteAsync(bytes, cancellation);
    }
}
