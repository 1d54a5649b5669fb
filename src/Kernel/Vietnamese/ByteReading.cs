using System.Buffers;
using System.Text;
using System.Text.Unicode;

namespace Phusa.Kernel.Vietnamese;

/// <summary>
/// One pass over a file's bytes. Each call turns some into characters, not necessarily composed, and keeps in mind
/// what a character at the seam needs; bytes it leaves come again at the front of the next call.
/// </summary>
internal abstract class ByteReading
{
    /// <summary>How many characters one byte becomes at most; the room a caller gives.</summary>
    public const int CharactersPerByte = 2;

    /// <returns>Bytes taken, characters written, and whether the byte after those taken is broken.</returns>
    public abstract (int Read, int Written, bool Broken) Read(
        ReadOnlySpan<byte> bytes, Span<char> characters, bool last);
}

internal sealed class Utf8Reading : ByteReading
{
    public override (int Read, int Written, bool Broken) Read(
        ReadOnlySpan<byte> bytes, Span<char> characters, bool last)
    {
        var status = Utf8.ToUtf16(bytes, characters, out var read, out var written, false, last);
        return (read, written, status == OperationStatus.InvalidData);
    }
}

internal sealed class Utf16Reading(bool bigEndian) : ByteReading
{
    public override (int Read, int Written, bool Broken) Read(
        ReadOnlySpan<byte> bytes, Span<char> characters, bool last)
    {
        var (at, written) = (0, 0);
        while (at + 1 < bytes.Length)
        {
            var unit = Unit(bytes, at);
            if (!char.IsSurrogate(unit))
            {
                characters[written++] = unit;
                at += 2;
                continue;
            }
            if (char.IsHighSurrogate(unit) && at + 3 >= bytes.Length && !last)
            {
                break;
            }
            if (!char.IsHighSurrogate(unit) || at + 3 >= bytes.Length || !char.IsLowSurrogate(Unit(bytes, at + 2)))
            {
                return (at, written, true);
            }
            characters[written++] = unit;
            characters[written++] = Unit(bytes, at + 2);
            at += 4;
        }
        return (at, written, last && at < bytes.Length);
    }

    private char Unit(ReadOnlySpan<byte> bytes, int at) =>
        (char)(bigEndian ? (bytes[at] << 8) | bytes[at + 1] : (bytes[at + 1] << 8) | bytes[at]);
}

/// <summary>One character for each byte, by a table of 256. Bytes without a meaning become controls.</summary>
internal sealed class TableReading(string table) : ByteReading
{
    public override (int Read, int Written, bool Broken) Read(
        ReadOnlySpan<byte> bytes, Span<char> characters, bool last)
    {
        for (var at = 0; at < bytes.Length; at++)
        {
            characters[at] = table[bytes[at]];
        }
        return (bytes.Length, bytes.Length, false);
    }

    /// <summary>The 256 characters of a Windows code page.</summary>
    public static string CodePage(int number)
    {
        var page = CodePagesEncodingProvider.Instance.GetEncoding(number)!;
        return page.GetString([.. Enumerable.Range(0, 256).Select(code => (byte)code)]);
    }
}
