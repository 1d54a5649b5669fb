namespace Phusa.Exchange.Gateway;

/// <summary>
/// Writes to the caller, and runs something before the last byte of an answer whose length is known. Where it is not
/// known, the end of the answer is what the caller waits for, and <see cref="EndAsync"/> comes before that.
/// </summary>
internal sealed class HeldStream(HttpResponse response, ForwardedCall call) : Stream
{
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
        written += buffer.Length;
        if (written >= response.ContentLength)
        {
            await EndAsync(cancellationToken);
        }
        await response.Body.WriteAsync(buffer, cancellationToken);
    }

    /// <exception cref="AnswerRefusedException">What had to be done first could not be done.</exception>
    public async Task EndAsync(CancellationToken cancellation)
    {
        if (!ended && call.BeforeEnd is { } before && await before(cancellation) is { } problem)
        {
            throw new AnswerRefusedException(problem);
        }
        ended = true;
    }

    /// <summary>The server sends each piece as it is written; before the first there is nothing to send.</summary>
    public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override void Flush() => throw new NotSupportedException();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();
}
