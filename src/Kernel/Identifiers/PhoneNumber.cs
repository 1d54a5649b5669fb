using System.Buffers;
using System.Text.RegularExpressions;
using Phusa.Kernel.Outcomes;

namespace Phusa.Kernel.Identifiers;

/// <summary>
/// A Vietnamese telephone number, kept as dialled at home: <c>0912345678</c>, <c>02693824404</c>. Mobile prefixes
/// and area codes follow the numbering plan (Circular 22/2014/TT-BTTTT with the changes of 2017 and 2018); 080 with
/// five digits is the exchange of state agencies. Spaces, dots, dashes and brackets do not count.
/// </summary>
public readonly partial record struct PhoneNumber
{
    internal const string Separators = "[ .()-]";
    internal const string Pattern = @"(0|(\+|00)?840?)(" + Mobile + "|" + Landline + "|80[0-9]{5})";

    private const string Mobile = "(3[2-9]|5[25689]|7[06-9]|8[1-9]|9[0-9])[0-9]{7}";
    private const string Landline =
        "2(0[3-9]|1[0-689]|2[0-25-9]|3[2-9]|4[0-9]|5[124-9]|6[0-39]|7[0-7]|8[0-9]|9[0-4679])[0-9]{7}";

    private static readonly SearchValues<char> Characters = SearchValues.Create("0123456789 .()-+");

    private readonly string? number;

    private PhoneNumber(string number) => this.number = number;

    [GeneratedRegex(Separators)]
    private static partial Regex Separator { get; }

    [GeneratedRegex("^(?:" + Pattern + @")\z", RegexOptions.CultureInvariant)]
    private static partial Regex Form { get; }

    public static Outcome<PhoneNumber> Read(string? text)
    {
        var trimmed = text?.Trim() ?? "";
        var compact = Separator.Replace(trimmed, "");
        var match = Form.Match(compact);
        return match.Success ? new PhoneNumber("0" + compact[match.Groups[1].Length..])
            : new Refusal(Refuse(trimmed, compact));
    }

    public static bool TryParse(string? text, out PhoneNumber number)
    {
        var read = Read(text);
        number = read.Value;
        return read.IsDone;
    }

    public override string ToString() => number ?? "";

    private static Problem Refuse(string text, string compact)
    {
        if (compact.Length == 0)
        {
            return Reading.Empty(T.PhoneNumberName);
        }
        var at = text.AsSpan().IndexOfAnyExcept(Characters);
        return at >= 0 ? Reading.Character(T.PhoneNumberName, text, at, T.IdentifierADigit)
            : compact.Length == 9 && compact[0] != '0'
            ? new Problem("", "identifier.zeros-lost", T.IdentifierZerosLost(T.PhoneNumberName, 9, 10))
            : Reading.Shape(T.PhoneNumberName, text, "0912345678, 0269 3824 404, +84 912 345 678");
    }
}
