using System.Buffers;
using System.IO.Pipelines;

namespace Phusa.Warehouse.Export;

/// <summary>
/// Bytes on their way out: into a response as they come, or kept in memory when there is none. Written on a thread of
/// the pool for DuckDB, which may wait for a slow receiver.
/// </summary>
internal sealed class Utf8Buffer(PipeWriter? target, CancellationToken cancellation) : IDisposable
{
    private const int Full = 1 << 17;

    private byte[] bytes = ArrayPool<byte>.Shared.Rent(target is null ? 1 << 14 : 2 * Full);
    private int length;

    /// <summary>What is kept; only without a target.</summary>
    public ReadOnlyMemory<byte> Kept => bytes.AsMemory(0, length);

    public void Clear() => length = 0;

    /// <summary>Room for at least so many bytes; <see cref="Advance"/> says how many were used.</summary>
    public Span<byte> Room(int size)
    {
        if (bytes.Length - length < size)
        {
            MakeRoom(size);
        }
        return bytes.AsSpan(length);
    }

    public void Advance(int count) => length += count;

    public void Byte(byte value)
    {
        Room(1)[0] = value;
        length++;
    }

    public void Write(ReadOnlySpan<byte> value)
    {
        value.CopyTo(Room(value.Length));
        length += value.Length;
    }

    /// <summary>Sends on what has gathered, once it is much.</summary>
    public void SendWhenFull()
    {
        if (length >= Full && target is not null)
        {
            Send();
        }
    }

    public void Send()
    {
        if (target is null || length == 0)
        {
            return;
        }
        var sent = target.WriteAsync(bytes.AsMemory(0, length), cancellation);
        length = 0;
        // This thread belongs to the download: it waits here for the receiver, and nobody waits for it.
        var result = sent.IsCompletedSuccessfully ? sent.GetAwaiter().GetResult() : sent.AsTask().GetAwaiter().GetResult();
        if (result.IsCompleted || result.IsCanceled)
        {
            throw new OperationCanceledException("The receiver has gone.");
        }
    }

    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(bytes);
        bytes = [];
        length = 0;
    }

    private void MakeRoom(int size)
    {
        Send();
        if (bytes.Length - length >= size)
        {
            return;
        }
        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(bytes.Length * 2, length + size));
        bytes.AsSpan(0, length).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(bytes);
        bytes = larger;
    }
}
