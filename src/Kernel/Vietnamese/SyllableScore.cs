using System.Text.RegularExpressions;

namespace Phusa.Kernel.Vietnamese;

/// <summary>How much of a text's accented words could be Vietnamese, by the shape of its syllables.</summary>
internal static partial class SyllableScore
{
    private const string Onset = "(?:b|c|ch|d|đ|g|gh|gi|h|k|kh|l|m|n|ng|ngh|nh|p|ph|q|qu|r|s|t|th|tr|v|x)?";

    private const string Rhyme =
        "(?:(?:o|u)?(?:a|ă|â|e|ê)(?:c|ch|i|m|n|ng|nh|o|p|t|u|y)?"
        + "|i(?:c|ch|m|n|ng|nh|p|t|u|a)?|(?:i|y|uy)ê(?:c|m|n|ng|p|t|u)"
        + "|oo(?:c|n|ng)|o(?:c|i|m|n|ng|p|t)?|ô(?:c|i|m|n|ng|p|t)?|ơ(?:i|m|n|p|t)?|u(?:a|c|i|m|n|ng|p|t)?|uơ"
        + "|uô(?:c|i|m|n|ng|t)|ư(?:a|c|i|m|n|ng|t|u)?|ươ(?:c|i|m|n|ng|p|t|u)|u?y(?:a|ch|n|nh|t|u|m|p)?)";

    // The letters without tone in groups of six, in the order of the tones.
    private const string Toned = "àảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ";
    private const string Bare = "aăâeêioôơuưy";

    [GeneratedRegex("^" + Onset + Rhyme + "$", RegexOptions.CultureInvariant)]
    private static partial Regex Syllable { get; }

    [GeneratedRegex(@"[\p{L}\p{M}]+|[^\x00-\x7F\s]")]
    private static partial Regex Word { get; }

    /// <summary>The share of plausible words among those beyond ASCII; 0 where there are none.</summary>
    public static double Of(string text)
    {
        var (all, good) = (0, 0);
        foreach (var word in Word.EnumerateMatches(text))
        {
            var letters = text.AsSpan(word.Index, word.Length);
            if (letters.IndexOfAnyExceptInRange('\0', '\x7F') < 0)
            {
                continue;
            }
            if (char.IsLetter(letters[0]))
            {
                all++;
                good += IsPlausible(letters) ? 1 : 0;
            }
            else if (!char.IsPunctuation(letters[0]))
            {
                all++;
            }
        }
        return all == 0 ? 0 : (double)good / all;
    }

    private static bool IsPlausible(ReadOnlySpan<char> word)
    {
        if (word.Length > 7 || !HasOneCase(word))
        {
            return false;
        }
        var tones = 0;
        Span<char> bare = stackalloc char[word.Length];
        for (var at = 0; at < word.Length; at++)
        {
            var letter = char.ToLowerInvariant(word[at]);
            var place = Toned.IndexOf(letter, StringComparison.Ordinal);
            tones += place >= 0 ? 1 : 0;
            bare[at] = place >= 0 ? Bare[place / 5] : letter;
        }
        return tones <= 1 && Syllable.IsMatch(bare);
    }

    /// <summary>All small, all capital, or small after the first: wrong decodings mix them.</summary>
    private static bool HasOneCase(ReadOnlySpan<char> word)
    {
        var (small, capital) = (0, 0);
        foreach (var letter in word[1..])
        {
            small += char.IsLower(letter) ? 1 : 0;
            capital += char.IsUpper(letter) ? 1 : 0;
        }
        return capital == 0 || (small == 0 && char.IsUpper(word[0]));
    }
}
