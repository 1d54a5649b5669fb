namespace Phusa.Intake.Loads;

/// <summary>Passes bytes on until there are more of them than a file may have.</summary>
internal sealed class LimitedStream(Stream inner, long most) : Stream
{
    private long passed;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => passed;
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count) => Counted(inner.Read(buffer, offset, count));

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        Counted(await inner.ReadAsync(buffer, cancellationToken));

    public override void Flush()
    {
        // Nothing is ever written.
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    private int Counted(int read) => (passed += read) <= most ? read : throw new FileTooLargeException(most);
}

/// <summary>A file has more bytes than this installation takes.</summary>
internal sealed class FileTooLargeException(long most) : Exception("The file is larger than is accepted")
{
    public long Most => most;
}
