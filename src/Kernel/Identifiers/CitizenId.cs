using Phusa.Kernel.Outcomes;

namespace Phusa.Kernel.Identifiers;

public enum Sex
{
    Male,
    Female,
}

/// <summary>
/// A citizen's number: three digits for the place of birth registration, one for century and sex, two for the year
/// of birth, six at random; it has no check digit (Decree 137/2015/NĐ-CP art. 13, Circular 07/2016/TT-BCA art. 7).
/// </summary>
public readonly record struct CitizenId
{
    internal const string Pattern = "[0-9]{12}";

    private readonly string? digits;

    private CitizenId(string digits) => this.digits = digits;

    /// <summary>The first three digits: an old province (001–096), or a country for those registered abroad.</summary>
    public string Province => ToString() is { Length: 12 } text ? text[..3] : "";

    /// <summary>The old province's name; null when the code is none of the 63.</summary>
    public string? ProvinceName => RegistrationProvince.Names.GetValueOrDefault(Province);

    public Sex Sex => (Century & 1) == 0 ? Sex.Male : Sex.Female;

    public int BirthYear => digits is null
        ? 0
        : 1900 + (Century / 2 * 100) + ((digits[4] - '0') * 10) + digits[5] - '0';

    /// <summary>
    /// Unusual but not wrong: the place is none of the 63 provinces. Countries have codes too, and the rule for
    /// numbers given after the mergers of 2025 is not published.
    /// </summary>
    public Problem? Warning => ProvinceName is null && digits is not null
        ? new Problem("", "citizen-id.unknown-province", T.CitizenIdUnknownProvince(Province))
        : null;

    private int Century => digits is null ? 0 : digits[3] - '0';

    public static Outcome<CitizenId> Read(string? text)
    {
        var trimmed = text?.Trim() ?? "";
        return Reading.Outcome(new CitizenId(trimmed), Reading.Digits(T.CitizenIdName, trimmed, 12));
    }

    public static bool TryParse(string? text, out CitizenId id)
    {
        var read = Read(text);
        id = read.Value;
        return read.IsDone;
    }

    public override string ToString() => digits ?? "";
}
