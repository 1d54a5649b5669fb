using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Phusa.Intake.Inference;

/// <summary>
/// The regular expression of a shape, in which 9 stands for a digit and, unless letters are the same everywhere, A and a
/// for any letter.
/// </summary>
internal static class ShapePattern
{
    public static string Of(string shape, bool sameLetters)
    {
        var pattern = new StringBuilder("^");
        for (var at = 0; at < shape.Length;)
        {
            var run = 1;
            while (at + run < shape.Length && shape[at + run] == shape[at])
            {
                run++;
            }
            pattern.Append(shape[at] switch
            {
                '9' => "[0-9]",
                'A' when !sameLetters => "[A-Z]",
                'a' when !sameLetters => "[a-z]",
                var other => Escaped(other),
            });
            pattern.Append(run == 1 ? "" : string.Create(CultureInfo.InvariantCulture, $"{{{run}}}"));
            at += run;
        }
        return pattern.Append('$').ToString();
    }

    /// <summary>A blank needs no escape, which RE2 does not know.</summary>
    private static string Escaped(char letter) => letter == ' ' ? " " : letter == '-' ? "-" : Regex.Escape(letter.ToString());
}
