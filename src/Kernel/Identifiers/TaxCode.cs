using Phusa.Kernel.Outcomes;

namespace Phusa.Kernel.Identifiers;

public enum TaxCodeKind
{
    Enterprise,
    Branch,
    Person,
}

/// <summary>
/// A tax code: 10 digits with a check digit; 13 for a branch, whose first ten are its parent's; or, since
/// 2025-07-01, the citizen number of a person, household or household business (Circular 86/2024/TT-BTC).
/// The weights of the check digit are those of python-stdnum and others, and hold for the codes seen; a legal text that
/// states them was not found. Written <c>0100233488</c>, <c>0100233488-001</c>, <c>087084000999</c>.
/// </summary>
public readonly record struct TaxCode
{
    internal const string Pattern = "[0-9]{10}|[0-9]{12}|[0-9]{10}-?[0-9]{3}";

    internal static readonly int[] Weights = [31, 29, 23, 19, 17, 13, 7, 5, 3];

    private readonly string? code;

    private TaxCode(string code) => this.code = code;

    public TaxCodeKind Kind => ToString().Length switch
    {
        12 => TaxCodeKind.Person,
        14 => TaxCodeKind.Branch,
        _ => TaxCodeKind.Enterprise,
    };

    /// <summary>The enterprise a branch belongs to; null for others.</summary>
    public TaxCode? Parent => Kind == TaxCodeKind.Branch ? new TaxCode(code![..10]) : null;

    /// <summary>The person whose number is the tax code; null for others.</summary>
    public CitizenId? Person => Kind == TaxCodeKind.Person && CitizenId.TryParse(code, out var id) ? id : null;

    public static Outcome<TaxCode> Read(string? text)
    {
        var trimmed = text?.Trim() ?? "";
        var digits = trimmed.Length == 14 && trimmed[10] == '-' ? trimmed.Remove(10, 1) : trimmed;
        var problem = digits.Length == 0 ? Reading.Empty(T.TaxCodeName)
            : Reading.NotDigit(T.TaxCodeName, digits, 0, digits.Length) ?? Refuse(digits);
        return Reading.Outcome(new TaxCode(digits.Length == 13 ? digits.Insert(10, "-") : digits), problem);
    }

    public static bool TryParse(string? text, out TaxCode code)
    {
        var read = Read(text);
        code = read.Value;
        return read.IsDone;
    }

    public override string ToString() => code ?? "";

    private static Problem? Refuse(string digits)
    {
        if (digits.Length == 12)
        {
            return null;
        }
        if (digits.Length is not (10 or 13))
        {
            return new Problem("", "tax-code.length", T.TaxCodeLength(digits.Length));
        }
        if (digits.AsSpan(2, 7).IndexOfAnyExcept('0') < 0)
        {
            return new Problem("", "tax-code.serial", T.TaxCodeSerial);
        }
        var expected = CheckDigit(digits);
        return expected == 10 ? new Problem("", "tax-code.check-digit", T.TaxCodeImpossible)
            : expected != digits[9] - '0'
            ? new Problem("", "tax-code.check-digit", T.TaxCodeCheckDigit(digits[9], expected))
            : digits.Length == 13 && digits.EndsWith("000", StringComparison.Ordinal)
            ? new Problem("", "tax-code.branch", T.TaxCodeBranch)
            : null;
    }

    /// <summary>10 means that no digit fits: such a code was never given.</summary>
    private static int CheckDigit(string digits)
    {
        var sum = 0;
        for (var at = 0; at < Weights.Length; at++)
        {
            sum += Weights[at] * (digits[at] - '0');
        }
        return 10 - (sum % 11);
    }
}
