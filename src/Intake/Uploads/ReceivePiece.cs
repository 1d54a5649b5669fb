using System.Buffers;
using System.Security.Cryptography;
using Phusa.Intake.Contracts;
using Phusa.Intake.Loads;
using Phusa.Kernel.Outcomes;
using Phusa.Warehouse.Contracts;

namespace Phusa.Intake.Uploads;

/// <summary>
/// Adds a piece to an upload. A piece counts only once it is whole, its checksum fits and it is on the disk: whatever
/// a broken line or a crash left behind it is cut off before the next one.
/// </summary>
internal sealed class ReceivePiece(Lake lake, UploadStore store, ReceiveLoad receive)
{
    /// <summary>Bytes of the largest piece taken; small enough to be sent again over a bad line.</summary>
    public const int Largest = 16 << 20;

    private const int BufferSize = 1 << 18;

    /// <param name="sha256">Of this piece, where the sender said so.</param>
    public async Task<Outcome<Upload>> RunAsync(
        Upload upload, long offset, Stream piece, byte[]? sha256, CancellationToken cancellation)
    {
        if (offset != upload.Synced)
        {
            return new Refusal(new Problem("Upload-Offset", "upload.offset", T.UploadOffset(upload.Synced)));
        }
        try
        {
            var (written, problem) = await WriteAsync(upload, piece, sha256, cancellation);
            if (problem is not null)
            {
                return new Refusal(problem);
            }
            var now = upload with { Synced = upload.Synced + written };
            await store.SyncedAsync(upload.Id, now.Synced, CancellationToken.None);
            return now;
        }
        catch (IOException full) when (DiskFull.Is(full))
        {
            return new Refusal(DiskFull.Problem);
        }
    }

    /// <summary>Makes the whole file a load. Done twice, it gives the same load.</summary>
    public async Task<Outcome<Load>> FinishAsync(Upload upload, CancellationToken cancellation)
    {
        var path = lake.PathOf(upload.PartialFile);
        Outcome<Load> received;
        await using (var content = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 0))
        {
            if (upload.Sha256 is { } wanted && !string.Equals(
                Convert.ToHexStringLower(await SHA256.HashDataAsync(content, cancellation)), wanted, StringComparison.OrdinalIgnoreCase))
            {
                await store.SyncedAsync(upload.Id, 0, cancellation);
                return new Refusal(new Problem("sha256", "upload.checksum", T.UploadWholeChecksum));
            }
            content.Position = 0;
            received = await receive.RunAsync(
                upload.Dataset,
                new IncomingFile(
                    upload.FileName, "upload", upload.CreatedBy, upload.Mode, upload.Resubmits, upload.Onward, upload.Choices),
                content, cancellation);
        }
        if (received.Value is { } load)
        {
            await store.ReceivedAsync(upload.Id, load.Id, CancellationToken.None);
            File.Delete(path);
        }
        return received;
    }

    private async Task<(long Written, Problem? Problem)> WriteAsync(
        Upload upload, Stream piece, byte[]? sha256, CancellationToken cancellation)
    {
        var path = lake.PathOf(upload.PartialFile);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        await using var target = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 0);
        target.SetLength(upload.Synced);
        target.Position = upload.Synced;
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        long written = 0;
        try
        {
            int read;
            while ((read = await piece.ReadAsync(buffer.AsMemory(0, BufferSize), cancellation)) > 0)
            {
                written += read;
                if (written > Largest || upload.Synced + written > upload.Bytes)
                {
                    return (0, new Problem("piece", "upload.piece-too-large", T.UploadPieceTooLarge(Largest >> 20)));
                }
                hash.AppendData(buffer, 0, read);
                await target.WriteAsync(buffer.AsMemory(0, read), cancellation);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
        target.Flush(flushToDisk: true);
        return sha256 is null || hash.GetHashAndReset().AsSpan().SequenceEqual(sha256)
            ? (written, null)
            : (0, new Problem("Upload-Checksum", "upload.checksum", T.UploadChecksum));
    }
}
