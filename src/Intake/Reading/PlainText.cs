using System.Buffers;
using System.Text;

namespace Phusa.Intake.Reading;

/// <summary>Takes from a text what no store holds: NUL, and halves of surrogate pairs.</summary>
internal static class PlainText
{
    private static readonly SearchValues<char> Suspect =
        SearchValues.Create([.. Enumerable.Range(0xD800, 0x800).Select(code => (char)code), '\0']);

    public static string Of(string text) => text.AsSpan().ContainsAny(Suspect) ? Cleaned(text) : text;

    private static string Cleaned(ReadOnlySpan<char> text)
    {
        var kept = new StringBuilder(text.Length);
        while (!text.IsEmpty)
        {
            var whole = Rune.DecodeFromUtf16(text, out var rune, out var used) == OperationStatus.Done;
            if (whole && rune.Value != 0)
            {
                kept.Append(text[..used]);
            }
            text = text[used..];
        }
        return kept.ToString();
    }
}
