using Phusa.Kernel.Outcomes;

namespace Phusa.Kernel.Identifiers;

/// <summary>
/// A social insurance number: the ten digits that end a health insurance card's number (Decision 1351/QĐ-BHXH of 2015,
/// art. 2; Decision 1666/QĐ-BHXH of 2020, art. 3). No rule for a check digit was found, so none is asked for; nor was a
/// text that puts the citizen number in its place, so twelve digits are refused.
/// </summary>
public readonly record struct SocialInsuranceNumber
{
    internal const string Pattern = "[0-9]{10}";

    private readonly string? digits;

    private SocialInsuranceNumber(string digits) => this.digits = digits;

    public static Outcome<SocialInsuranceNumber> Read(string? text)
    {
        var trimmed = text?.Trim() ?? "";
        return Reading.Outcome(
            new SocialInsuranceNumber(trimmed), Reading.Digits(T.SocialInsuranceNumberName, trimmed, 10));
    }

    public static bool TryParse(string? text, out SocialInsuranceNumber code)
    {
        var read = Read(text);
        code = read.Value;
        return read.IsDone;
    }

    public override string ToString() => digits ?? "";
}
