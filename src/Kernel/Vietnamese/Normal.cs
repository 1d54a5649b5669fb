using System.Text;

namespace Phusa.Kernel.Vietnamese;

/// <summary>Normal forms that survive any string: a lone surrogate becomes U+FFFD instead of an exception.</summary>
internal static class Normal
{
    /// <summary>
    /// Characters that NFC leaves as they are whatever stands beside them: Latin up to the combining marks, the
    /// Vietnamese letters of Latin Extended Additional, common punctuation. Nearly all text is made of them.
    /// </summary>
    public static bool IsStable(ReadOnlySpan<char> text)
    {
        var beyond = text.IndexOfAnyExceptInRange('\0', '\u02FF');
        // A plain loop: on dense Vietnamese it is ten times as fast as SearchValues, whose set is too wide for vectors.
        foreach (var code in beyond < 0 ? [] : text[beyond..])
        {
            if (code >= 0x300 && (uint)(code - 0x1EA0) >= 0x5A && (uint)(code - 0x2010) >= 0x30)
            {
                return false;
            }
        }
        return true;
    }

    public static string Composed(string text) =>
        IsStable(text) ? text : Whole(text).Normalize(NormalizationForm.FormC);

    public static string Decomposed(string text) => Whole(text).Normalize(NormalizationForm.FormD);

    private static string Whole(string text)
    {
        if (text.AsSpan().IndexOfAnyInRange('\uD800', '\uDFFF') < 0)
        {
            return text;
        }
        var whole = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            whole.Append(rune.ToString());
        }
        return whole.ToString();
    }
}
