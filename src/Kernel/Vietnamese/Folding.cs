using System.Buffers;
using System.Globalization;
using System.Text;

namespace Phusa.Kernel.Vietnamese;

/// <summary>Making texts comparable that people write differently.</summary>
public static class Folding
{
    // The vowel pairs whose tone moved in the newer spelling: hòa/hoà, khỏe/khoẻ, thủy/thuỷ.
    private const string Plain = "aeyAEY";
    private const string Toned = "àáảãạèéẻẽẹỳýỷỹỵÀÁẢÃẠÈÉẺẼẸỲÝỶỸỴ";
    private static readonly SearchValues<char> TonedLetters = SearchValues.Create(Toned);

    private const string FirstO = "òóỏõọÒÓỎÕỌ";
    private const string FirstU = "ùúủũụÙÚỦŨỤ";

    /// <summary>
    /// For search and matching: no case, no accents, đ as d: "Thừa Thiên Huế" gives "thua thien hue". Folding
    /// twice changes nothing. Blanks stay.
    /// </summary>
    public static string Fold(string text)
    {
        if (Ascii.IsValid(text))
        {
            return text.ToLowerInvariant();
        }
        var folded = new StringBuilder(text.Length);
        foreach (var letter in Normal.Decomposed(text))
        {
            if (CharUnicodeInfo.GetUnicodeCategory(letter) != UnicodeCategory.NonSpacingMark)
            {
                folded.Append(letter is 'đ' or 'Đ' ? 'd' : char.ToLowerInvariant(letter));
            }
        }
        return Normal.Composed(folded.ToString());
    }

    /// <summary>
    /// One spelling for both tone placements, the older one, which the names of provinces and communes use: hoà
    /// becomes hòa, khoẻ khỏe, thuỷ thủy; quý, hoàn, ngoài stay. The text comes out in NFC, case and accents kept.
    /// </summary>
    public static string Tones(string text)
    {
        var composed = Normal.Composed(text);
        if (composed.AsSpan().IndexOfAny(TonedLetters) < 0)
        {
            return composed;
        }
        var letters = composed.ToCharArray();
        for (var at = 1; at < letters.Length; at++)
        {
            var tone = Toned.IndexOf(letters[at], StringComparison.Ordinal);
            if (tone >= 0 && EndsSyllable(letters, at) && Moved(letters, at, tone) is { } first)
            {
                letters[at - 1] = first;
                letters[at] = Plain[tone / 5];
            }
        }
        return new string(letters);
    }

    private static char? Moved(char[] letters, int at, int tone)
    {
        var isY = tone / 5 % 3 == 2;
        return (letters[at - 1], isY) switch
        {
            ('o', false) => FirstO[tone % 5],
            ('O', false) => FirstO[(tone % 5) + 5],
            // In "quý" the u belongs to the consonant.
            ('u', true) when at < 2 || letters[at - 2] is not ('q' or 'Q') => FirstU[tone % 5],
            ('U', true) when at < 2 || letters[at - 2] is not ('q' or 'Q') => FirstU[(tone % 5) + 5],
            _ => null,
        };
    }

    private static bool EndsSyllable(char[] letters, int at) =>
        at + 1 == letters.Length || !(char.IsLetter(letters[at + 1])
            || CharUnicodeInfo.GetUnicodeCategory(letters[at + 1]) == UnicodeCategory.NonSpacingMark);
}
