using System.Text.RegularExpressions;

namespace Phusa.Build;

/// <summary>Named placeholders such as <c>{count}</c> or <c>{count:N0}</c> in a text.</summary>
internal static class Placeholder
{
    private static readonly Regex Pattern = new(@"\{([a-zA-Z][a-zA-Z0-9]*)(:[^}]*)?\}");

    public static List<string> Names(string text) =>
        Pattern.Matches(text).Cast<Match>().Select(match => match.Groups[1].Value).Distinct().ToList();

    /// <summary>The text as a composite format: names become their position in <paramref name="names"/>.</summary>
    public static string Numbered(string text, List<string> names) => names.Count == 0
        ? text
        : Pattern.Replace(text, match => $"{{{names.IndexOf(match.Groups[1].Value)}{match.Groups[2].Value}}}");

    /// <summary><c>load.rows-read</c> becomes <c>LoadRowsRead</c>.</summary>
    public static string Pascal(string key) => string.Concat(key.Split('.', '-', '_')
        .Where(part => part.Length > 0).Select(part => char.ToUpperInvariant(part[0]) + part.Substring(1)));
}
