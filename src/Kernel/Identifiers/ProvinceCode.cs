using Phusa.Kernel.Outcomes;

namespace Phusa.Kernel.Identifiers;

/// <summary>
/// A province's code, 01 to 99 (Decision 19/2025/QĐ-TTg: 34 provinces since 2025-07-01; older codes stay readable,
/// a code is tied to a date by <see cref="AdministrativeUnitTree"/>).
/// </summary>
public readonly record struct ProvinceCode
{
    internal const string Pattern = "0[1-9]|[1-9][0-9]";

    private readonly string? digits;

    private ProvinceCode(string digits) => this.digits = digits;

    public static Outcome<ProvinceCode> Read(string? text)
    {
        var trimmed = text?.Trim() ?? "";
        return Reading.Outcome(new ProvinceCode(trimmed), Reading.Digits(T.ProvinceCodeName, trimmed, 2)
            ?? (trimmed == "00" ? Reading.Shape(T.ProvinceCodeName, trimmed, "01–99") : null));
    }

    public static bool TryParse(string? text, out ProvinceCode code)
    {
        var read = Read(text);
        code = read.Value;
        return read.IsDone;
    }

    public override string ToString() => digits ?? "";
}
