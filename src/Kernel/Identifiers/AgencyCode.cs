using System.Buffers;
using System.Text.RegularExpressions;
using Phusa.Kernel.Outcomes;

namespace Phusa.Kernel.Identifiers;

/// <summary>
/// An agency's code (Decision 20/2020/QĐ-TTg art. 4, amended by 09/2025/QĐ-TTg): groups from the highest level
/// down, at most 35 characters, <c>H21.05</c>. The older form of QCVN 102:2016, lowest level first and 13
/// characters, <c>000.00.05.H21</c>, is read as well, since procedure codes still carry it.
/// </summary>
public readonly partial record struct AgencyCode
{
    internal const int MaximumLength = 35;
    internal const string CurrentPattern = @"[A-Z][0-9]{2}(\.[0-9A-Z]+)*";
    internal const string LegacyPattern = @"[0-9]{3}\.[0-9]{2}\.[0-9]{2}\.[A-Z][0-9]{2}";

    private static readonly SearchValues<char> Characters =
        SearchValues.Create("0123456789.ABCDEFGHIJKLMNOPQRSTUVWXYZ");

    private readonly string? code;

    private AgencyCode(string code) => this.code = code;

    /// <summary>1 for a ministry or a provincial People's Committee, 2 for its department, and so on.</summary>
    public int Level => ToString().Split('.').Length;

    /// <summary>The agency above; null at the first level. A group of zeros is a level left out.</summary>
    public AgencyCode? Parent
    {
        get
        {
            var groups = ToString().Split('.')[..^1];
            while (groups.Length > 0 && IsZero(groups[^1]))
            {
                groups = groups[..^1];
            }
            return groups.Length == 0 ? null : new AgencyCode(string.Join('.', groups));
        }
    }

    /// <summary>The form of QCVN 102:2016; null when the code does not fit into it.</summary>
    public string? Legacy
    {
        get
        {
            var groups = ToString().Split('.');
            string[] all = [.. groups, .. LegacyZeros.Skip(groups.Length)];
            var legacy = string.Join('.', all.Reverse());
            var reads = all.Length == 4 && LegacyForm.IsMatch(legacy) && (groups.Length == 1 || !IsZero(groups[^1]));
            return reads ? legacy : null;
        }
    }

    private static string[] LegacyZeros => ["", "00", "00", "000"];

    [GeneratedRegex("^(?:" + CurrentPattern + @")\z", RegexOptions.CultureInvariant)]
    private static partial Regex CurrentForm { get; }

    [GeneratedRegex("^(?:" + LegacyPattern + @")\z", RegexOptions.CultureInvariant)]
    private static partial Regex LegacyForm { get; }

    public static Outcome<AgencyCode> Read(string? text)
    {
        var trimmed = text?.Trim() ?? "";
        if (LegacyForm.IsMatch(trimmed))
        {
            var groups = trimmed.Split('.').Reverse().ToList();
            while (IsZero(groups[^1]))
            {
                groups.RemoveAt(groups.Count - 1);
            }
            return new AgencyCode(string.Join('.', groups));
        }
        return Reading.Outcome(new AgencyCode(trimmed), Refuse(trimmed));
    }

    public static bool TryParse(string? text, out AgencyCode code)
    {
        var read = Read(text);
        code = read.Value;
        return read.IsDone;
    }

    public override string ToString() => code ?? "";

    private static bool IsZero(string group) => group.AsSpan().IndexOfAnyExcept('0') < 0;

    private static Problem? Refuse(string text)
    {
        if (text.Length == 0)
        {
            return Reading.Empty(T.AgencyCodeName);
        }
        if (text.Length > MaximumLength)
        {
            return new Problem("", "agency-code.length", T.AgencyCodeLength(text.Length, MaximumLength));
        }
        var at = text.AsSpan().IndexOfAnyExcept(Characters);
        return at >= 0 ? Reading.Character(T.AgencyCodeName, text, at, T.AgencyCodeCharacters)
            : CurrentForm.IsMatch(text) ? null
            : Reading.Shape(T.AgencyCodeName, text, "H21.05, 000.00.05.H21");
    }
}
