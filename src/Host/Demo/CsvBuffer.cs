using System.Buffers;

namespace Phusa.Host.Demo;

/// <summary>
/// Rows of CSV on their way out, as UTF-8 bytes. Fields also use its end as scratch: what they write after
/// <see cref="Length"/> they cut off again.
/// </summary>
internal sealed class CsvBuffer
{
    private static readonly SearchValues<byte> quoted = SearchValues.Create(",\"\r\n"u8);

    private byte[] bytes = new byte[1 << 16];

    public int Length { get; private set; }

    public ReadOnlyMemory<byte> Written => bytes.AsMemory(0, Length);

    public ReadOnlySpan<byte> From(int start) => bytes.AsSpan(start, Length - start);

    public void Cut(int length) => Length = length;

    public void Byte(byte value)
    {
        Room(1)[0] = value;
        Length++;
    }

    public void Text(ReadOnlySpan<byte> text)
    {
        text.CopyTo(Room(text.Length));
        Length += text.Length;
    }

    /// <summary>Writes again what stands between two places.</summary>
    public void Repeat(int start, int end)
    {
        var room = Room(end - start);
        bytes.AsSpan(start, end - start).CopyTo(room);
        Length += end - start;
    }

    /// <summary>A whole number, zero-padded to <paramref name="width"/>.</summary>
    public void Digits(long value, int width = 1)
    {
        var count = width;
        for (var rest = value; rest >= Powers.Of(count) && count < 19; count++)
        {
        }

        var room = Room(count);
        for (var at = count - 1; at >= 0; at--)
        {
            (value, var digit) = Math.DivRem(value, 10);
            room[at] = (byte)('0' + digit);
        }

        Length += count;
    }

    /// <summary>A number given in units of its last decimal.</summary>
    public void Number(long scaled, int decimals)
    {
        if (scaled < 0)
        {
            Byte((byte)'-');
            scaled = -scaled;
        }

        if (decimals == 0)
        {
            Digits(scaled);
            return;
        }

        var (whole, fraction) = Math.DivRem(scaled, Powers.Of(decimals));
        Digits(whole);
        Byte((byte)'.');
        Digits(fraction, decimals);
    }

    public void Date(DateOnly day)
    {
        Digits(day.Year, 4);
        Byte((byte)'-');
        Digits(day.Month, 2);
        Byte((byte)'-');
        Digits(day.Day, 2);
    }

    public void Instant(DateTime instant)
    {
        Date(DateOnly.FromDateTime(instant));
        Byte((byte)'T');
        Digits(instant.Hour, 2);
        Byte((byte)':');
        Digits(instant.Minute, 2);
        Byte((byte)':');
        Digits(instant.Second, 2);
    }

    /// <summary>Puts the cell that began at <paramref name="start"/> between spaces.</summary>
    public void Pad(int start)
    {
        var room = Room(2);
        bytes.AsSpan(start, Length - start).CopyTo(bytes.AsSpan(start + 1));
        bytes[start] = (byte)' ';
        Length++;
        room[1] = (byte)' ';
        Length++;
    }

    /// <summary>Quotes the cell that began at <paramref name="start"/>, if CSV asks for it (RFC 4180).</summary>
    public void Quote(int start)
    {
        if (From(start).IndexOfAny(quoted) < 0)
        {
            return;
        }

        var cell = From(start).ToArray();
        Cut(start);
        Byte((byte)'"');
        foreach (var letter in cell)
        {
            if (letter == '"')
            {
                Byte(letter);
            }

            Byte(letter);
        }

        Byte((byte)'"');
    }

    private Span<byte> Room(int count)
    {
        if (bytes.Length - Length < count)
        {
            Array.Resize(ref bytes, Math.Max(bytes.Length * 2, Length + count));
        }

        return bytes.AsSpan(Length);
    }
}
