using Phusa.Kernel.Outcomes;

namespace Phusa.Kernel.Identifiers;

/// <summary>
/// A health insurance card's number. Cards printed since April 2021 carry the holder's social insurance number alone,
/// 10 digits (Decision 1666/QĐ-BHXH of 3 December 2020, art. 3). Older ones, which stay in files, have 15 characters
/// (Decision 1351/QĐ-BHXH of 2015, art. 2): two letters for the group, one digit 1–5 for the level of benefit, two for
/// the province, and then the same ten.
/// </summary>
public readonly record struct HealthCard
{
    internal const string Pattern = "[A-Z]{2}[1-5][0-9]{12}|" + SocialInsuranceNumber.Pattern;

    private const int Long = 15, Short = 10;

    private readonly string? number;

    private HealthCard(string number) => this.number = number;

    /// <summary>Whom the card is for, such as <c>HT</c> (pensioners) or <c>TE</c> (children under six); empty on newer cards.</summary>
    public string Group => ToString() is { Length: Long } text ? text[..2] : "";

    /// <summary>1–5; 0 on newer cards, which do not tell.</summary>
    public int BenefitLevel => ToString() is { Length: Long } text ? text[2] - '0' : 0;

    public SocialInsuranceNumber SocialInsuranceNumber =>
        number is not null && SocialInsuranceNumber.TryParse(number[^Short..], out var insurance) ? insurance : default;

    public static Outcome<HealthCard> Read(string? text)
    {
        var trimmed = text?.Trim() ?? "";
        return Reading.Outcome(new HealthCard(trimmed), Refuse(trimmed));
    }

    public static bool TryParse(string? text, out HealthCard card)
    {
        var read = Read(text);
        card = read.Value;
        return read.IsDone;
    }

    public override string ToString() => number ?? "";

    private static Problem? Refuse(string text)
    {
        if (text.Length == 0)
        {
            return Reading.Empty(T.HealthCardName);
        }
        if (text.Length == Short)
        {
            return Reading.NotDigit(T.HealthCardName, text, 0, Short);
        }
        if (text.Length != Long)
        {
            return new Problem("", "identifier.length", T.HealthCardLength(text.Length));
        }
        var letter = text.AsSpan(0, 2).IndexOfAnyExceptInRange('A', 'Z');
        return letter >= 0 ? Reading.Character(T.HealthCardName, text, letter, T.IdentifierALetter)
            : text[2] is < '1' or > '5' ? Reading.Character(T.HealthCardName, text, 2, T.HealthCardLevel)
            : Reading.NotDigit(T.HealthCardName, text, 3, Long);
    }
}
