using System.Text;

namespace Phusa.Tests.Unit.Kernel.Vietnamese;

/// <summary>Writes Vietnamese in the older encodings, from their tables and not by the code under test.</summary>
internal static class LegacyBytes
{
    // The letters of Texts.Letters up to đ, as the encodings' files look in Windows-1252.
    private const string Tcvn3 =
        "a µ ¶ · ¸ ¹ ¨ » ¼ ½ ¾ Æ © Ç È É Ê Ë e Ì Î Ï Ð Ñ ª Ò Ó Ô Õ Ö i × Ø Ü Ý Þ "
        + "o ß á â ã ä « å æ ç è é ¬ ê ë ì í î u ï ñ ò ó ô ­ õ ö ÷ ø ù y ú û ü ý þ ®";

    private const string Vni =
        "a aø aû aõ aù aï aê aè aú aü aé aë aâ aà aå aã aá aä e eø eû eõ eù eï eâ eà eå eã eá eä i ì æ ó í ò "
        + "o oø oû oõ où oï oâ oà oå oã oá oä ô ôø ôû ôõ ôù ôï u uø uû uõ uù uï ö öø öû öõ öù öï y yø yû yõ yù î ñ";

    public static byte[] Write(string encoding, string text) => encoding switch
    {
        "UTF-8" => Encoding.UTF8.GetBytes(text),
        "UTF-16LE" => Encoding.Unicode.GetBytes(text),
        "UTF-16BE" => Encoding.BigEndianUnicode.GetBytes(text),
        "TCVN3" => Table(Tcvn3, text),
        "VNI" => Table(Vni, text),
        "Windows-1258" => Page(1258).GetBytes(string.Concat(text.Select(Apart))),
        _ => throw new ArgumentOutOfRangeException(nameof(encoding), encoding, "no table"),
    };

    private static byte[] Table(string table, string text)
    {
        var forms = table.Split(' ');
        return Page(1252).GetBytes(string.Concat(text.Select(letter =>
        {
            var small = char.ToLowerInvariant(letter);
            var place = Texts.Letters.IndexOf(small, StringComparison.Ordinal);
            return letter < 0x80 || place < 0 ? letter.ToString()
                : small == letter || table == Tcvn3 ? forms[place]
                : forms[place].ToUpperInvariant();
        })));
    }

    /// <summary>Windows-1258 has the hats as letters and the tones as marks.</summary>
    private static string Apart(char letter)
    {
        var parts = letter.ToString().Normalize(NormalizationForm.FormD);
        var tone = parts.FirstOrDefault(part => part is '\u0300' or '\u0301' or '\u0303' or '\u0309' or '\u0323');
        return tone == 0 ? letter.ToString()
            : parts.Remove(parts.IndexOf(tone, StringComparison.Ordinal), 1).Normalize() + tone;
    }

    private static Encoding Page(int number) => CodePagesEncodingProvider.Instance.GetEncoding(number)!;
}
