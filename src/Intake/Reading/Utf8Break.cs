using System.Buffers;
using System.Text;
using System.Text.Unicode;

namespace Phusa.Intake.Reading;

/// <summary>
/// Where a text stops being UTF-8. Only its beginning is looked at before DuckDB reads it, which refuses a value that
/// is not UTF-8; the place is looked for when that has happened.
/// </summary>
internal static class Utf8Break
{
    private const int BlockSize = 1 << 20;

    /// <param name="beginning">Its last character may be cut.</param>
    public static bool IsIn(ReadOnlySpan<byte> beginning) => !Utf8.IsValid(beginning[..^Cut(beginning)]);

    /// <returns>Offset of the first byte that is not UTF-8; null when all are.</returns>
    public static long? In(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 0);
        var block = new byte[BlockSize];
        var (offset, kept) = (0L, 0);
        while (true)
        {
            var read = file.ReadAtLeast(block.AsSpan(kept), BlockSize - kept, throwOnEndOfStream: false);
            ReadOnlySpan<byte> text = block.AsSpan(0, kept + read);
            var cut = Cut(text);
            if (!Utf8.IsValid(text[..^cut]))
            {
                return offset + FirstInvalid(text);
            }
            offset += text.Length - cut;
            if (kept + read < BlockSize)
            {
                return cut > 0 ? offset : null;
            }
            text[^cut..].CopyTo(block);
            kept = cut;
        }
    }

    /// <summary>Bytes of a character whose end is missing.</summary>
    private static int Cut(ReadOnlySpan<byte> text)
    {
        for (var back = 1; back <= Math.Min(3, text.Length); back++)
        {
            if (text[^back] >= 0xC0)
            {
                return Rune.DecodeFromUtf8(text[^back..], out _, out _) == OperationStatus.NeedMoreData ? back : 0;
            }
        }
        return 0;
    }

    private static int FirstInvalid(ReadOnlySpan<byte> text)
    {
        var at = 0;
        while (at < text.Length && Rune.DecodeFromUtf8(text[at..], out _, out var used) == OperationStatus.Done)
        {
            at += used;
        }
        return at;
    }
}
