using System.Text.RegularExpressions;
using Phusa.Kernel.Outcomes;

namespace Phusa.Kernel.Identifiers;

/// <summary>
/// An administrative procedure's code in the national procedure database: <c>1.001193</c>, often with the older
/// code of the agency that handles it: <c>1.001193.000.00.00.H21</c>.
/// </summary>
public readonly partial record struct ProcedureCode
{
    internal const string Pattern = @"[0-9]\.[0-9]{6}(\." + AgencyCode.LegacyPattern + ")?";

    private readonly string? code;

    private ProcedureCode(string code) => this.code = code;

    /// <summary>The procedure alone, the same in every province.</summary>
    public string Number => ToString() is { Length: >= 8 } text ? text[..8] : "";

    public AgencyCode? Agency => ToString() is { Length: > 9 } text && AgencyCode.TryParse(text[9..], out var agency)
        ? agency
        : null;

    [GeneratedRegex("^(?:" + Pattern + @")\z", RegexOptions.CultureInvariant)]
    private static partial Regex Form { get; }

    public static Outcome<ProcedureCode> Read(string? text)
    {
        var trimmed = text?.Trim() ?? "";
        return Reading.Outcome(
            new ProcedureCode(trimmed),
            trimmed.Length == 0 ? Reading.Empty(T.ProcedureCodeName)
                : Form.IsMatch(trimmed) ? null
                : Reading.Shape(T.ProcedureCodeName, trimmed, "1.001193, 1.001193.000.00.00.H21"));
    }

    public static bool TryParse(string? text, out ProcedureCode code)
    {
        var read = Read(text);
        code = read.Value;
        return read.IsDone;
    }

    public override string ToString() => code ?? "";
}
