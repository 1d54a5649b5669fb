using System.Buffers;
using System.Security.Cryptography;

namespace Phusa.Warehouse.Contracts;

/// <summary>
/// Immutable files: the bytes that came in, by their SHA-256, and the Parquet of versions and rejects. A file is
/// written under a temporary name, synced and renamed; whatever a crash leaves behind is unreferenced.
/// </summary>
public sealed class Lake(string root)
{
    /// <summary>Small enough that a block is still in the processor's cache when the next thread looks at it.</summary>
    private const int BlockSize = 256 << 10;

    private const int Blocks = 4;

    /// <summary>Where a file of the lake stands on this machine.</summary>
    public string PathOf(string relative) => Path.Combine(root, relative);

    /// <summary>A new file to be written by something that wants a path, such as DuckDB.</summary>
    /// <param name="folder">Such as <c>versions/projects_2024</c>.</param>
    public LakeDraft Draft(string folder, string extension)
    {
        var relative = Path.Combine(folder, $"{Guid.CreateVersion7():n}{extension}");
        var final = PathOf(relative);
        Directory.CreateDirectory(Path.GetDirectoryName(final)!);
        Directory.CreateDirectory(PathOf("drafts"));
        return new LakeDraft(relative, PathOf(Path.Combine("drafts", Path.GetFileName(final))), final);
    }

    /// <summary>
    /// Keeps the bytes of <paramref name="source"/> under their SHA-256. The same bytes are kept once.
    /// </summary>
    /// <param name="observe">Sees every block as it passes, so that nothing needs to be read twice.</param>
    public async Task<RawFile> KeepAsync(
        Stream source, ReadOnlySpanAction<byte, object?>? observe, CancellationToken cancellation)
    {
        using var draft = Draft("raw", ".bin");
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        long bytes;
        await using (var target = new FileStream(draft.Path, FileMode.CreateNew, FileAccess.Write, FileShare.None, 0))
        {
            var early = new EarlySync(target.SafeFileHandle);
            bytes = await PassAsync(source, cancellation,
                block => hash.AppendData(block.Span), block => observe?.Invoke(block.Span, null), block =>
                {
                    target.Write(block.Span);
                    early.Wrote(block.Length);
                });
            await early.DoneAsync();
        }
        var sha256 = Convert.ToHexStringLower(hash.GetHashAndReset());
        var relative = RawPath(sha256);
        if (!File.Exists(PathOf(relative)))
        {
            draft.PublishAs(PathOf(relative));
        }
        return new RawFile(sha256, bytes, relative);
    }

    /// <summary>
    /// Every block goes to all <paramref name="takers"/>, each on a thread of its own, while the next ones come in. A
    /// taker sees the blocks in their order; none waits for another until all blocks are taken.
    /// </summary>
    private static async Task<long> PassAsync(
        Stream source, CancellationToken cancellation, params Action<ReadOnlyMemory<byte>>[] takers)
    {
        var ring = Enumerable.Range(0, Blocks).Select(_ => ArrayPool<byte>.Shared.Rent(BlockSize)).ToArray();
        var taken = Enumerable.Repeat(Task.CompletedTask, Blocks).ToArray();
        var tails = Enumerable.Repeat(Task.CompletedTask, takers.Length).ToArray();
        long bytes = 0;
        try
        {
            for (var at = 0; ; at = (at + 1) % Blocks)
            {
                await taken[at];
                var read = await source.ReadAtLeastAsync(
                    ring[at].AsMemory(0, BlockSize), BlockSize, throwOnEndOfStream: false, cancellation);
                if (read == 0)
                {
                    await Task.WhenAll(tails);
                    return bytes;
                }
                bytes += read;
                var block = ring[at].AsMemory(0, read);
                tails = [.. takers.Zip(tails, (take, before) => Task.Run(() => AfterAsync(before, take, block), CancellationToken.None))];
                taken[at] = Task.WhenAll(tails);
            }
        }
        finally
        {
            await Task.WhenAll(tails).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            Array.ForEach(ring, block => ArrayPool<byte>.Shared.Return(block));
        }
    }

    private static async Task AfterAsync(Task before, Action<ReadOnlyMemory<byte>> take, ReadOnlyMemory<byte> block)
    {
        await before;
        take(block);
    }

    public static string RawPath(string sha256) => Path.Combine("raw", sha256[..2], sha256);
}

/// <summary>The bytes that came in, as they were.</summary>
/// <param name="Sha256">Lower-case hexadecimal.</param>
/// <param name="Path">Relative to the lake.</param>
public sealed record RawFile(string Sha256, long Bytes, string Path);

/// <summary>A file, or a folder of parts, on its way into the lake; it disappears unless it is published.</summary>
public sealed class LakeDraft(string relative, string path, string final) : IDisposable
{
    /// <summary>Where to write.</summary>
    public string Path => path;

    /// <summary>Syncs the draft and gives it its final name, which is returned relative to the lake.</summary>
    public string Publish()
    {
        PublishAs(final);
        return relative;
    }

    internal void PublishAs(string target)
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(target)!);
        using (var file = new FileStream(path, FileMode.Open, FileAccess.ReadWrite))
        {
            file.Flush(flushToDisk: true);
        }
        File.Move(path, target, overwrite: true);
    }

    public void Dispose()
    {
        if (Directory.Exists(path))
        {
            Directory.Delete(path, recursive: true);
            return;
        }
        File.Delete(path);
    }
}
