using Phusa.Kernel.Outcomes;
using Phusa.Kernel.Texts;

namespace Phusa.Kernel.Identifiers;

/// <summary>What all identifiers say alike when they cannot be read: what is wrong, where, what is expected.</summary>
internal static class Reading
{
    public static Problem Empty(Text what) => new("", "identifier.empty", T.IdentifierEmpty(what));

    public static Problem Shape(Text what, string text, string example) =>
        new("", "identifier.shape", T.IdentifierShape(what, Text.Same(text), example));

    /// <summary>Null when <paramref name="text"/> is exactly <paramref name="length"/> ASCII digits.</summary>
    public static Problem? Digits(Text what, string text, int length)
    {
        if (text.Length == 0)
        {
            return Empty(what);
        }
        if (NotDigit(what, text, 0, text.Length) is { } problem)
        {
            return problem;
        }
        // Spreadsheets turn codes into numbers, and the zeros in front are gone: say so, it is the usual cause.
        return text.Length == length ? null
            : text.Length < length && text[0] != '0'
            ? new Problem("", "identifier.zeros-lost", T.IdentifierZerosLost(what, text.Length, length))
            : new Problem("", "identifier.length", T.IdentifierLength(what, text.Length, length));
    }

    /// <summary>The first character of a stretch that is not an ASCII digit, its place counted from 1.</summary>
    public static Problem? NotDigit(Text what, string text, int start, int end)
    {
        var at = text.AsSpan(start, end - start).IndexOfAnyExceptInRange('0', '9');
        return at < 0 ? null : Character(what, text, start + at, T.IdentifierADigit);
    }

    public static Problem Character(Text what, string text, int at, Text expected) => new(
        "", "identifier.character", T.IdentifierCharacter(what, Text.Same(text[at].ToString()), at + 1, expected));

    public static Outcome<T> Outcome<T>(T value, Problem? problem) => problem is null ? value : new Refusal(problem);
}
