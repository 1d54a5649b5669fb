using Phusa.Kernel.Outcomes;

namespace Phusa.Kernel.Identifiers;

/// <summary>
/// A commune's, ward's or special zone's code, 00001 to 99999, independent of its province's (Decision
/// 19/2025/QĐ-TTg: 3,321 units since 2025-07-01).
/// </summary>
public readonly record struct CommuneCode
{
    /// <summary>Five digits that no commune has.</summary>
    internal const string None = "00000";

    private readonly string? digits;

    private CommuneCode(string digits) => this.digits = digits;

    public static Outcome<CommuneCode> Read(string? text)
    {
        var trimmed = text?.Trim() ?? "";
        return Reading.Outcome(new CommuneCode(trimmed), Reading.Digits(T.CommuneCodeName, trimmed, 5)
            ?? (trimmed == None ? Reading.Shape(T.CommuneCodeName, trimmed, "00001–99999") : null));
    }

    public static bool TryParse(string? text, out CommuneCode code)
    {
        var read = Read(text);
        code = read.Value;
        return read.IsDone;
    }

    public override string ToString() => digits ?? "";
}
