using System.Globalization;
using System.Text;

namespace Phusa.Exchange.Samples;

/// <summary>Values as literals: whatever stands in one, it ends where it should and means what it says.</summary>
internal static class Literal
{
    /// <summary>
    /// In double quotes, as C#, Java, JavaScript and Python read it alike. What is written as \u is what one of them would
    /// take for the end of a line, or what cannot be shown.
    /// </summary>
    public static string Quoted(string text)
    {
        var made = new StringBuilder("\"");
        foreach (var sign in text)
        {
            _ = sign switch
            {
                '"' => made.Append("\\\""),
                '\\' => made.Append("\\\\"),
                '\n' => made.Append("\\n"),
                '\r' => made.Append("\\r"),
                '\t' => made.Append("\\t"),
                '\u0085' or '\u2028' or '\u2029' or < ' ' or '\u007f' => made.Append(CultureInfo.InvariantCulture, $"\\u{(int)sign:x4}"),
                _ => made.Append(sign),
            };
        }
        return made.Append('"').ToString();
    }

    /// <summary>For a POSIX shell, in which nothing between single quotes means anything; no text there holds a NUL.</summary>
    public static string Shell(string text) =>
        $"'{text.Replace("\0", "", StringComparison.Ordinal).Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
