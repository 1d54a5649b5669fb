namespace Phusa.Kernel.Vietnamese;

/// <summary>
/// Dictionary order: first the letters (a ă â b c d đ e ê … o ô ơ … u ư … y) of the whole text, then the tones
/// (ngang, huyền, hỏi, ngã, sắc, nặng), then small before capital. Both tone placements sort alike. Null comes first.
/// </summary>
public sealed class VietnameseComparer : IComparer<string?>
{
    private const string Alphabet = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz";
    private const int FirstLetter = 0x1000;
    private const int AfterLetters = 0x2000;

    // Each row: a vowel without tone, then with huyền, hỏi, ngã, sắc, nặng.
    private static readonly string[] Vowels =
    [
        "aàảãáạ", "ăằẳẵắặ", "âầẩẫấậ", "eèẻẽéẹ", "êềểễếệ", "iìỉĩíị",
        "oòỏõóọ", "ôồổỗốộ", "ơờởỡớợ", "uùủũúụ", "ưừửữứự", "yỳỷỹýỵ",
    ];

    private static readonly Weight[] Weights = BuildWeights();

    private VietnameseComparer()
    {
    }

    public static VietnameseComparer Instance { get; } = new();

    public int Compare(string? x, string? y)
    {
        if (x is null || y is null)
        {
            return (x is null ? 0 : 1) - (y is null ? 0 : 1);
        }
        var (left, right) = (Folding.Tones(x), Folding.Tones(y));
        var (tones, cases) = (0, 0);
        for (var at = 0; at < Math.Min(left.Length, right.Length); at++)
        {
            var (a, b) = (Of(left[at]), Of(right[at]));
            if (a.Letter != b.Letter)
            {
                return a.Letter.CompareTo(b.Letter);
            }
            tones = tones != 0 ? tones : a.Tone.CompareTo(b.Tone);
            cases = cases != 0 ? cases : a.Capital.CompareTo(b.Capital);
        }
        return left.Length != right.Length ? left.Length.CompareTo(right.Length)
            : tones != 0 ? tones
            : cases != 0 ? cases
            : string.CompareOrdinal(x, y);
    }

    private static Weight Of(char letter) =>
        letter < Weights.Length ? Weights[letter] : new Weight(AfterLetters + letter, 0, false);

    private static Weight[] BuildWeights()
    {
        var weights = new Weight[0x1F00];
        for (var code = 0; code < weights.Length; code++)
        {
            weights[code] = new Weight(code < 0x80 ? code : AfterLetters + code, 0, false);
        }
        for (var at = 0; at < Alphabet.Length; at++)
        {
            Put(weights, Alphabet[at], at, 0);
        }
        foreach (var row in Vowels)
        {
            for (var tone = 0; tone < row.Length; tone++)
            {
                Put(weights, row[tone], Alphabet.IndexOf(row[0], StringComparison.Ordinal), tone);
            }
        }
        return weights;
    }

    private static void Put(Weight[] weights, char letter, int place, int tone)
    {
        weights[letter] = new Weight(FirstLetter + place, tone, false);
        weights[char.ToUpperInvariant(letter)] = new Weight(FirstLetter + place, tone, true);
    }

    private readonly record struct Weight(int Letter, int Tone, bool Capital);
}
