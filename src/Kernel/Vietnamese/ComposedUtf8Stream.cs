using System.Text;

namespace Phusa.Kernel.Vietnamese;

/// <summary>
/// Reads a stream in some encoding as UTF-8 in NFC without a byte order mark, in bounded memory whatever its length.
/// Broken bytes throw <see cref="BrokenEncodingException"/> with their offset. Owns the stream it reads.
/// </summary>
internal sealed class ComposedUtf8Stream(Stream source, ByteReading reading, string name, byte[] mark) : Stream
{
    private const int Chunk = 64 * 1024;

    // Beyond this many characters without a place to cut safely (a text in a script without Latin letters or
    // blanks), the text is cut anyway: memory matters more than one letter composed across the cut.
    private const int LongestTail = 16 * 1024;

    private readonly byte[] bytes = new byte[Chunk];
    private readonly char[] characters = new char[LongestTail + (Chunk * ByteReading.CharactersPerByte)];
    private byte[] ready = [];
    private int readyAt, readyEnd, held, tail;
    private long offset;
    private bool ended, started;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    private int Wanted => started ? 1 : Math.Max(1, mark.Length);

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        while (readyAt == readyEnd && !ended)
        {
            Take(source.ReadAtLeast(bytes.AsSpan(held), Wanted, false));
        }
        return Give(buffer);
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        while (readyAt == readyEnd && !ended)
        {
            Take(await source.ReadAtLeastAsync(bytes.AsMemory(held), Wanted, false, cancellationToken)
                .ConfigureAwait(false));
        }
        return Give(buffer.Span);
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            source.Dispose();
        }
        base.Dispose(disposing);
    }

    private int Give(Span<byte> buffer)
    {
        var count = Math.Min(buffer.Length, readyEnd - readyAt);
        ready.AsSpan(readyAt, count).CopyTo(buffer);
        readyAt += count;
        return count;
    }

    private void Take(int count)
    {
        ended = count < Wanted;
        var available = bytes.AsSpan(0, held + count);
        if (!started && available.StartsWith(mark))
        {
            available = available[mark.Length..];
            offset = mark.Length;
        }
        started = true;
        var (read, written, broken) = reading.Read(available, characters.AsSpan(tail), ended);
        offset += read;
        if (broken)
        {
            throw new BrokenEncodingException(name, offset);
        }
        held = available.Length - read;
        available[read..].CopyTo(bytes);
        Encode(tail + written);
    }

    private void Encode(int filled)
    {
        var text = characters.AsSpan(0, filled);
        var cut = ended ? filled : SafeCut(text);
        var composed = Composed(text[..cut]);
        var room = Encoding.UTF8.GetMaxByteCount(composed.Length);
        if (ready.Length < room)
        {
            ready = new byte[room];
        }
        (readyAt, readyEnd) = (0, Encoding.UTF8.GetBytes(composed, ready));
        text[cut..].CopyTo(characters);
        tail = filled - cut;
    }

    private static ReadOnlySpan<char> Composed(ReadOnlySpan<char> text) =>
        Normal.IsStable(text) ? text : Normal.Composed(text.ToString());

    /// <summary>Before the last character that begins a letter of its own; what follows might still join it.</summary>
    private static int SafeCut(ReadOnlySpan<char> text)
    {
        var cut = Math.Max(0, text.LastIndexOfAnyInRange('\0', '\u02FF'));
        return text.Length - cut <= LongestTail ? cut
            : char.IsHighSurrogate(text[^1]) ? text.Length - 1
            : text.Length;
    }
}
