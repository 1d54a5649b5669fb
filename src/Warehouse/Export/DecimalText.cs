using System.Globalization;

namespace Phusa.Warehouse.Export;

/// <summary>A decimal from its digits and the number of them behind the point.</summary>
internal static class DecimalText
{
    /// <param name="trim">Leaves out noughts at the end.</param>
    public static int Write(Int128 digits, int scale, Span<byte> room, bool trim = false)
    {
        if (scale == 0)
        {
            digits.TryFormat(room, out var whole, default, CultureInfo.InvariantCulture);
            return whole;
        }
        var at = 0;
        if (digits < 0)
        {
            room[at++] = (byte)'-';
            digits = -digits;
        }
        Span<byte> text = stackalloc byte[48];
        var length = Format(digits, text);
        var before = Math.Max(length - scale, 0);
        if (before == 0)
        {
            room[at++] = (byte)'0';
        }
        text[..before].CopyTo(room[at..]);
        at += before;
        room[at++] = (byte)'.';
        for (var noughts = scale - length; noughts > 0; noughts--)
        {
            room[at++] = (byte)'0';
        }
        text[before..length].CopyTo(room[at..]);
        at += length - before;
        while (trim && room[at - 1] == (byte)'0')
        {
            at--;
        }
        return trim && room[at - 1] == (byte)'.' ? at - 1 : at;
    }

    // Formatting 128 bits is slow and seldom needed.
    private static int Format(Int128 digits, Span<byte> text)
    {
        int written;
        if (digits <= long.MaxValue)
        {
            ((long)digits).TryFormat(text, out written, default, CultureInfo.InvariantCulture);
        }
        else
        {
            digits.TryFormat(text, out written, default, CultureInfo.InvariantCulture);
        }
        return written;
    }
}
