using Phusa.Kernel.Outcomes;

namespace Phusa.Kernel.Identifiers;

/// <summary>
/// A health insurance card's number, 15 characters (Decision 1351/QĐ-BHXH of 2015): two letters for the group, one
/// digit 1–5 for the level of benefit, two for the province, ten of the holder's social insurance number.
/// </summary>
public readonly record struct HealthCard
{
    internal const string Pattern = "[A-Z]{2}[1-5][0-9]{12}";

    private readonly string? number;

    private HealthCard(string number) => this.number = number;

    /// <summary>Whom the card is for, such as <c>HT</c> (pensioners) or <c>TE</c> (children under six).</summary>
    public string Group => ToString() is { Length: 15 } text ? text[..2] : "";

    public int BenefitLevel => number is null ? 0 : number[2] - '0';

    public SocialInsuranceNumber SocialInsuranceNumber =>
        number is not null && SocialInsuranceNumber.TryParse(number[5..], out var insurance) ? insurance : default;

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
        if (text.Length != 15)
        {
            return new Problem("", "identifier.length", T.HealthCardLength(text.Length));
        }
        var letter = text.AsSpan(0, 2).IndexOfAnyExceptInRange('A', 'Z');
        return letter >= 0 ? Reading.Character(T.HealthCardName, text, letter, T.IdentifierALetter)
            : text[2] is < '1' or > '5' ? Reading.Character(T.HealthCardName, text, 2, T.HealthCardLevel)
            : Reading.NotDigit(T.HealthCardName, text, 3, 15);
    }
}
