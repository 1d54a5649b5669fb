using System.Text;

namespace Phusa.Catalog.Contracts;

/// <summary>
/// Translates date patterns of the standard (JDK DateTimeFormatter) into what DuckDB's strptime reads. A pattern
/// it cannot express exactly is refused instead of being read almost right.
/// </summary>
public static class DatePattern
{
    /// <summary>yyyy is year of era in the JDK; all contracts mean the calendar year, as u does.</summary>
    private static readonly Dictionary<string, string> Letters = new(StringComparer.Ordinal)
    {
        ["yyyy"] = "%Y", ["uuuu"] = "%Y", ["yy"] = "%y", ["uu"] = "%y", ["MM"] = "%m", ["M"] = "%-m",
        ["MMM"] = "%b", ["MMMM"] = "%B", ["dd"] = "%d", ["d"] = "%-d", ["D"] = "%-j", ["DDD"] = "%j",
        ["HH"] = "%H", ["H"] = "%-H", ["hh"] = "%I", ["h"] = "%-I", ["mm"] = "%M", ["m"] = "%-M",
        ["ss"] = "%S", ["s"] = "%-S", ["SSS"] = "%g", ["SSSSSS"] = "%f", ["SSSSSSSSS"] = "%n", ["a"] = "%p",
        ["E"] = "%a", ["EE"] = "%a", ["EEE"] = "%a", ["EEEE"] = "%A", ["Z"] = "%z", ["XX"] = "%z", ["XXX"] = "%z",
        ["xx"] = "%z", ["xxx"] = "%z", ["VV"] = "%Z",
    };

    /// <summary>The strptime format, or null with the part that has no equal in <paramref name="refused"/>.</summary>
    public static string? ToStrptime(string pattern, out string? refused)
    {
        var result = new StringBuilder();
        refused = null;
        for (var at = 0; at < pattern.Length;)
        {
            var length = Run(pattern, at);
            var part = pattern.Substring(at, length);
            var isOpenQuote = part[0] == '\'' && (length == 1 || part[^1] != '\'');
            if (char.IsAsciiLetter(part[0]) ? !Letters.ContainsKey(part)
                : isOpenQuote || part[0] is '[' or ']' or '{' or '}' or '#')
            {
                refused = part;
                return null;
            }
            result.Append(char.IsAsciiLetter(part[0]) ? Letters[part] : Literal(part));
            at += length;
        }
        return result.ToString();
    }

    public static string? ToStrptime(string pattern) => ToStrptime(pattern, out _);

    /// <summary>One run of the same letter, one quoted text, or one other character.</summary>
    private static int Run(string pattern, int at)
    {
        var end = at + 1;
        if (pattern[at] == '\'')
        {
            var close = pattern.IndexOf('\'', end);
            return close < 0 ? pattern.Length - at : close - at + 1;
        }
        while (char.IsAsciiLetter(pattern[at]) && end < pattern.Length && pattern[end] == pattern[at])
        {
            end++;
        }
        return end - at;
    }

    /// <summary>Two quotes in a row stand for one; text in quotes stands for itself; % is doubled.</summary>
    private static string Literal(string part) =>
        (part == "''" ? "'" : part.Trim('\'')).Replace("%", "%%", StringComparison.Ordinal);
}
