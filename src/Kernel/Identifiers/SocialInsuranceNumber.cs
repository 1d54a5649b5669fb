using Phusa.Kernel.Outcomes;

namespace Phusa.Kernel.Identifiers;

/// <summary>
/// A social insurance number: 10 digits, no published check digit (Decision 595/QĐ-BHXH of 2017).
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
