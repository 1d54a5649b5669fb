using System.Text.RegularExpressions;
using Phusa.Kernel.Texts;

namespace Phusa.Catalog.Contracts;

/// <summary>
/// Translates a regular expression of the standard (ECMA-262) into RE2's dialect, which DuckDB runs. RE2 matches in
/// linear time and therefore knows neither look-around nor back-references: such patterns are refused with the reason.
/// </summary>
public static partial class Re2Pattern
{
    private const int MaxRepeat = 1000;

    /// <summary>The pattern for RE2, or null with the reason.</summary>
    public static string? Translate(string pattern, out Text reason)
    {
        if (Refusal(pattern) is { } refusal)
        {
            reason = refusal;
            return null;
        }
        try
        {
            _ = new Regex(pattern, RegexOptions.CultureInvariant | RegexOptions.NonBacktracking);
            reason = default;
            return UnicodeEscape().Replace(pattern, match => Even(match.Groups[1]) ? match.Value
                : $"{match.Groups[1].Value[1..]}\\x{{{match.Groups[2].Value}{match.Groups[3].Value}}}");
        }
        catch (NotSupportedException)
        {
            reason = T.ContractPatternNotRegular;
        }
        catch (ArgumentException broken)
        {
            reason = T.ContractPatternSyntax(broken.Message);
        }
        return null;
    }

    private static Text? Refusal(string pattern)
    {
        var bare = EscapedBackslash().Replace(pattern, "");
        return LookAround().IsMatch(bare) ? T.ContractPatternLookAround
            : BackReference().IsMatch(bare) ? T.ContractPatternBackReference
            : Control().Match(bare) is { Success: true } escape ? T.ContractPatternEscape(escape.Value)
            : Repeat().Matches(bare).Any(match => match.Groups.Values.Skip(1).Any(group =>
                int.TryParse(group.Value, out var count) && count > MaxRepeat)) ? T.ContractPatternRepeat(MaxRepeat)
            : null;
    }

    /// <summary>An even number of backslashes is a row of literal ones, and the u after it a plain letter.</summary>
    private static bool Even(Group slashes) => slashes.Length % 2 == 0;

    [GeneratedRegex(@"\\\\")]
    private static partial Regex EscapedBackslash();

    [GeneratedRegex(@"(?<!\\)\(\?(=|!|<=|<!|>)")]
    private static partial Regex LookAround();

    [GeneratedRegex(@"\\([1-9]|k<)")]
    private static partial Regex BackReference();

    [GeneratedRegex(@"\\c[A-Za-z]")]
    private static partial Regex Control();

    [GeneratedRegex(@"(?<!\\)\{(\d+)(?:,(\d*))?\}")]
    private static partial Regex Repeat();

    [GeneratedRegex(@"(\\+)u(?:([0-9A-Fa-f]{4})|\{([0-9A-Fa-f]+)\})")]
    private static partial Regex UnicodeEscape();
}
