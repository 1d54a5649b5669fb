using System.Text.RegularExpressions;

namespace Phusa.Build;

/// <summary>
/// Reads a flat JSON object of strings. System.Text.Json would replace it, but a source generator cannot
/// carry packages of its own without bundling them.
/// </summary>
internal static class FlatJson
{
    private static readonly Regex Pair = new(
        "\\G\\s*\"(?<key>[^\"\\\\]+)\"\\s*:\\s*\"(?<value>(?:[^\"\\\\]|\\\\.)*)\"\\s*(?<end>[,}])");

    /// <exception cref="InvalidDataException">The text is not a flat object of strings.</exception>
    public static Dictionary<string, string> Read(string text)
    {
        var found = new Dictionary<string, string>();
        var at = text.IndexOf('{') + 1;
        if (Regex.IsMatch(text.Substring(at), "^\\s*\\}\\s*$"))
        {
            return found;
        }
        while (true)
        {
            var match = Pair.Match(text, at);
            if (!match.Success)
            {
                throw new InvalidDataException($"Texts: cannot read after character {at}");
            }
            found[match.Groups["key"].Value] = Regex.Unescape(match.Groups["value"].Value);
            if (match.Groups["end"].Value == "}")
            {
                return found;
            }
            at = match.Index + match.Length;
        }
    }
}
