namespace Phusa.Kernel.Vietnamese;

/// <summary>
/// VNI for Windows: a vowel, then a byte for its tone and hat ("Nguyeãn" is Nguyễn). A mark becomes combining
/// characters, which composing joins to the vowel; where no vowel stands before it, it is the Windows-1252 letter.
/// </summary>
internal sealed class VniReading : ByteReading
{
    private const string Grave = "\u0300";
    private const string Acute = "\u0301";
    private const string Hat = "\u0302";
    private const string Tilde = "\u0303";
    private const string Breve = "\u0306";
    private const string Hook = "\u0309";
    private const string Dot = "\u0323";

    // Small marks as Windows-1252 shows them; capitals are the same letters in capital.
    private static readonly Dictionary<char, string> Tones = new()
    {
        ['ù'] = Acute, ['ø'] = Grave, ['û'] = Hook, ['õ'] = Tilde, ['ï'] = Dot,
    };

    private static readonly Dictionary<char, string> Hats = new()
    {
        ['â'] = Hat, ['á'] = Hat + Acute, ['à'] = Hat + Grave, ['å'] = Hat + Hook, ['ã'] = Hat + Tilde,
        ['ä'] = Hat + Dot,
    };

    private static readonly Dictionary<char, string> Breves = new()
    {
        ['ê'] = Breve, ['é'] = Breve + Acute, ['è'] = Breve + Grave, ['ú'] = Breve + Hook, ['ü'] = Breve + Tilde,
        ['ë'] = Breve + Dot,
    };

    private static readonly Dictionary<char, char> Letters = new()
    {
        ['ñ'] = 'đ', ['ô'] = 'ơ', ['ö'] = 'ư', ['í'] = 'í', ['ì'] = 'ì',
        ['æ'] = 'ỉ', ['ó'] = 'ĩ', ['ò'] = 'ị', ['î'] = 'ỵ',
        ['Ñ'] = 'Đ', ['Ô'] = 'Ơ', ['Ö'] = 'Ư', ['Í'] = 'Í', ['Ì'] = 'Ì',
        ['Æ'] = 'Ỉ', ['Ó'] = 'Ĩ', ['Ò'] = 'Ị', ['Î'] = 'Ỵ',
    };

    private static readonly string Windows = TableReading.CodePage(1252);

    private char vowel;

    public override (int Read, int Written, bool Broken) Read(
        ReadOnlySpan<byte> bytes, Span<char> characters, bool last)
    {
        var written = 0;
        foreach (var code in bytes)
        {
            var shown = Windows[code];
            if (code >= 0x80 && Mark(char.ToLowerInvariant(shown)) is { } mark)
            {
                mark.CopyTo(characters[written..]);
                written += mark.Length;
                vowel = '\0';
                continue;
            }
            var letter = code >= 0x80 ? Letters.GetValueOrDefault(shown, shown) : shown;
            characters[written++] = letter;
            vowel = char.ToLowerInvariant(letter);
        }
        return (bytes.Length, written, false);
    }

    private string? Mark(char shown) => vowel switch
    {
        'a' => Tones.GetValueOrDefault(shown) ?? Hats.GetValueOrDefault(shown) ?? Breves.GetValueOrDefault(shown),
        'e' or 'o' => Tones.GetValueOrDefault(shown) ?? Hats.GetValueOrDefault(shown),
        'i' or 'u' or 'y' or 'ơ' or 'ư' => Tones.GetValueOrDefault(shown),
        _ => null,
    };
}
