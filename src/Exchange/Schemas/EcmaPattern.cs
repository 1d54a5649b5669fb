using System.Text;
using System.Text.RegularExpressions;

namespace Phusa.Exchange.Schemas;

/// <summary>
/// A pattern as JSON Schema has them (ECMA-262) as one of .NET: there <c>\d</c> and <c>\w</c> are ASCII, and <c>$</c> is
/// the very end. Matched in time that grows with the text alone; one that looks around or back, which cannot be, is
/// given little time.
/// </summary>
internal static class EcmaPattern
{
    private static readonly TimeSpan Time = TimeSpan.FromMilliseconds(100);

    /// <summary>Null for what is no pattern.</summary>
    public static Regex? Of(string pattern)
    {
        try
        {
            var translated = Translate(pattern);
            try
            {
                return new Regex(translated, RegexOptions.CultureInvariant | RegexOptions.NonBacktracking, Time);
            }
            catch (NotSupportedException)
            {
                return new Regex(translated, RegexOptions.CultureInvariant, Time);
            }
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    private static string Translate(string pattern)
    {
        var made = new StringBuilder(pattern.Length + 16);
        var inClass = false;
        for (var at = 0; at < pattern.Length; at++)
        {
            var sign = pattern[at];
            if (sign == '\\' && at + 1 < pattern.Length)
            {
                made.Append(Escaped(pattern[++at], inClass));
                continue;
            }
            // A bracket within a class stands for itself; in .NET it might begin a subtraction.
            made.Append(sign == '$' && !inClass ? "\\z" : sign == '[' && inClass ? "\\[" : sign.ToString());
            inClass = sign == '[' || (inClass && sign != ']');
        }
        return made.ToString();
    }

    private static string Escaped(char sign, bool inClass) => sign switch
    {
        'd' => inClass ? "0-9" : "[0-9]",
        'w' => inClass ? "a-zA-Z0-9_" : "[a-zA-Z0-9_]",
        'D' when !inClass => "[^0-9]",
        'W' when !inClass => "[^a-zA-Z0-9_]",
        _ => "\\" + sign,
    };
}
