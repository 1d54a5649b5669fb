using Phusa.Kernel.Vietnamese;

namespace Phusa.Intake.Reading;

/// <summary>The stretch of a file that is being read; it grows only while what is read does not fit.</summary>
internal sealed class ByteWindow(Stream stream) : IDisposable
{
    private byte[] buffer = new byte[256 * 1024];
    private int start;
    private int end;

    /// <summary>Where the window begins in the stream.</summary>
    public long Offset { get; private set; }

    public int Length => end - start;

    public bool Ended { get; private set; }

    public ReadOnlySpan<byte> Bytes => buffer.AsSpan(start, end - start);

    /// <summary>Fills the window, doubling it when it is full.</summary>
    /// <returns>False at the end of the file.</returns>
    public bool More()
    {
        if (Ended)
        {
            return false;
        }
        if (start > 0)
        {
            Bytes.CopyTo(buffer);
            (start, end) = (0, end - start);
        }
        else if (end == buffer.Length)
        {
            Array.Resize(ref buffer, buffer.Length * 2);
        }
        var read = Read();
        end += read;
        Ended = read == 0;
        return read > 0;
    }

    /// <summary>True when the window reaches beyond a position, after reading on if need be.</summary>
    public bool Has(int at)
    {
        while (at >= Length)
        {
            if (!More())
            {
                return false;
            }
        }
        return true;
    }

    /// <summary>Leaves bytes behind.</summary>
    public void Take(int count)
    {
        start += count;
        Offset += count;
    }

    public void Dispose() => stream.Dispose();

    private int Read()
    {
        try
        {
            return stream.ReadAtLeast(buffer.AsSpan(end), buffer.Length - end, throwOnEndOfStream: false);
        }
        catch (BrokenEncodingException broken)
        {
            throw new UnreadableSourceException("encoding.broken", broken.Problem.Message, broken);
        }
    }
}
