using System.Buffers;
using System.Security.Cryptography;

namespace Phusa.Warehouse.Contracts;

/// <summary>
/// Immutable files: the bytes that came in, by their SHA-256, and the Parquet of versions and rejects. A file is
/// written under a temporary name, synced and renamed; whatever a crash leaves behind is unreferenced.
/// </summary>
public sealed class Lake(string root)
{
    private const int BufferSize = 1 << 20;

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

    /// <summary>Every block goes to all <paramref name="takers"/>, each on a thread of its own, while the next one comes in.</summary>
    private static async Task<long> PassAsync(
        Stream source, CancellationToken cancellation, params Action<ReadOnlyMemory<byte>>[] takers)
    {
        var (block, next) = (ArrayPool<byte>.Shared.Rent(BufferSize), ArrayPool<byte>.Shared.Rent(BufferSize));
        var taking = Task.CompletedTask;
        long bytes = 0;
        try
        {
            int read;
            while ((read = await source.ReadAtLeastAsync(
                next.AsMemory(0, BufferSize), BufferSize, throwOnEndOfStream: false, cancellation)) > 0)
            {
                await taking;
                (block, next) = (next, block);
                bytes += read;
                var full = block.AsMemory(0, read);
                taking = Task.WhenAll(takers.Select(take => Task.Run(() => take(full), CancellationToken.None)));
            }
            await taking;
            return bytes;
        }
        finally
        {
            await taking.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            ArrayPool<byte>.Shared.Return(block);
            ArrayPool<byte>.Shared.Return(next);
        }
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
