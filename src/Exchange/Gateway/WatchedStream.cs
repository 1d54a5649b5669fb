namespace Phusa.Exchange.Gateway;

/// <summary>Is shown the bytes of a body as they pass, for a hash or a count.</summary>
internal delegate void BytesSeen(ReadOnlySpan<byte> bytes);

/// <summary>
/// One side of a call: renews the patience with every read and write, and remembers whether it was this side that
/// failed or kept the other waiting, so that the right one is blamed.
/// </summary>
internal sealed class WatchedStream(Stream inner, Patience patience, BytesSeen? seen = null) : Stream
{
    /// <summary>What this side failed with, also when it was given up because nothing moved.</summary>
    public Exception? Failure { get; private set; }

    public long Bytes { get; private set; }

    public override bool CanRead => inner.CanRead;

    public override bool CanWrite => inner.CanWrite;

    public override bool CanSeek => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        try
        {
            var read = await inner.ReadAsync(buffer, cancellationToken);
            Passed(buffer.Span[..read]);
            return read;
        }
        catch (Exception failure)
        {
            Failure ??= failure;
            throw;
        }
    }

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        try
        {
            await inner.WriteAsync(buffer, cancellationToken);
            Passed(buffer.Span);
        }
        catch (Exception failure)
        {
            Failure ??= failure;
            throw;
        }
    }

    public override async Task FlushAsync(CancellationToken cancellationToken)
    {
        try
        {
            await inner.FlushAsync(cancellationToken);
        }
        catch (Exception failure)
        {
            Failure ??= failure;
            throw;
        }
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override void Flush() => throw new NotSupportedException();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    private void Passed(ReadOnlySpan<byte> bytes)
    {
        patience.Renew();
        Bytes += bytes.Length;
        seen?.Invoke(bytes);
    }
}
