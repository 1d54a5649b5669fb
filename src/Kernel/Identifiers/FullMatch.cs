using System.Globalization;
using System.Text.RegularExpressions;

namespace Phusa.Kernel.Identifiers;

/// <summary>
/// DuckDB's predicate for a text that fits a pattern from its first character to its last. Where every place of the
/// pattern takes one character of a set, as in <c>[0-9]{12}</c>, <c>glob</c> compares place by place in half the time
/// that RE2's automaton takes.
/// </summary>
public static partial class FullMatch
{
    private const int MostPlaces = 64;

    /// <param name="text">An expression.</param>
    /// <param name="pattern">In RE2's dialect.</param>
    public static string Sql(string text, string pattern) => Places(pattern) is { } places
        ? $"({text} glob {Quoted(places)})"
        : $"regexp_full_match({text}, {Quoted(pattern)})";

    /// <summary>The pattern as <c>glob</c> writes it; null where some place takes more than one of a few characters.</summary>
    private static string? Places(string pattern)
    {
        if (Fixed().Match(pattern) is not { Success: true } found)
        {
            return null;
        }
        var places = found.Groups["place"].Captures.Select(place => Repeated().Match(place.Value)).Select(place => (
            Set: place.Groups["set"].Value,
            Times: place.Groups["times"] is { Success: true } times ? int.Parse(times.Value, CultureInfo.InvariantCulture) : 1)).ToList();
        return places.Sum(place => place.Times) > MostPlaces ? null
            : string.Concat(places.SelectMany(place => Enumerable.Repeat(place.Set.TrimStart('\\'), place.Times)));
    }

    internal static string Quoted(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";

    /// <summary>Places of letters, digits and marks that mean themselves to both, sets of ranges, and how often they come.</summary>
    [GeneratedRegex(@"\A\^?(?<place>([A-Za-z0-9_ /:,-]|\\[./-]|\[([A-Za-z0-9](-[A-Za-z0-9])?)+\])(\{[0-9]{1,2}\})?)+\$?\z", RegexOptions.ExplicitCapture)]
    private static partial Regex Fixed();

    [GeneratedRegex(@"\A(?<set>.+?)(\{(?<times>[0-9]+)\})?\z", RegexOptions.ExplicitCapture)]
    private static partial Regex Repeated();
}
