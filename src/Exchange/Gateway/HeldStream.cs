using System.Buffers;
using Phusa.Kernel.Outcomes;

namespace Phusa.Exchange.Gateway;

/// <summary>
/// Writes to the caller, and runs something before the last byte of an answer leaves. Where its length is not known, a
/// short answer is held until it is whole and then told its length; a long one goes as it comes, and its end, which the
/// caller waits for, comes after <see cref="EndAsync"/>.
/// </summary>
/// <param name="hold">Bytes that are held of an answer of unknown length.</param>
/// <param name="seen">Is shown what leaves.</param>
/// <param name="beforeEnd">A problem that it returns withholds the last byte.</param>
internal sealed class HeldStream(
    HttpResponse response, int hold, BytesSeen? seen, Func<CancellationToken, Task<Problem?>>? beforeEnd) : Stream
{
    private ArrayBufferWriter<byte>? held = hold > 0 ? new() : null;
    private long written;
    private bool ended;

    public override bool CanRead => false;

    public override bool CanWrite => true;

    public override bool CanSeek => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        seen?.Invoke(buffer.Span);
        written += buffer.Length;
        if (response.ContentLength is { } length)
        {
            if (written >= length)
            {
                await EndAsync(cancellationToken);
            }
        }
        else if (held is not null && written <= hold)
        {
            held.Write(buffer.Span);
            return;
        }
        await ReleaseAsync(cancellationToken);
        await response.Body.WriteAsync(buffer, cancellationToken);
    }

    /// <summary>Ends the answer: nothing is written after it.</summary>
    /// <exception cref="AnswerRefusedException">What had to be done first could not be done.</exception>
    public async Task CompleteAsync(CancellationToken cancellation)
    {
        await EndAsync(cancellation);
        if (held is { WrittenCount: > 0 } && !response.HasStarted)
        {
            response.ContentLength = held.WrittenCount;
        }
        await ReleaseAsync(cancellation);
    }

    /// <summary>What is held goes on its way when it is full or whole; before the first byte there is nothing to send.</summary>
    public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private async Task EndAsync(CancellationToken cancellation)
    {
        if (!ended && beforeEnd is not null && await beforeEnd(cancellation) is { } problem)
        {
            throw new AnswerRefusedException(problem);
        }
        ended = true;
    }

    private async Task ReleaseAsync(CancellationToken cancellation)
    {
        if (held is { WrittenCount: > 0 } full)
        {
            held = null;
            await response.Body.WriteAsync(full.WrittenMemory, cancellation);
        }
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override void Flush() => throw new NotSupportedException();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();
}
