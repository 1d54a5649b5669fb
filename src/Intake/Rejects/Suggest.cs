using System.Text.RegularExpressions;
using Phusa.Catalog.Contracts;
using Phusa.Intake.Reading;
using Phusa.Kernel.Identifiers;
using Phusa.Kernel.Vietnamese;
using Phusa.Quality.Contracts;
using Phusa.Warehouse.Contracts;

namespace Phusa.Intake.Rejects;

/// <summary>
/// Guesses what was meant by a value at fault. Silence is better than a wrong guess: a suggestion is close, and
/// nothing else is as close.
/// </summary>
internal sealed class Suggest(CodeValues values)
{
    private static readonly TimeSpan PatternTime = TimeSpan.FromMilliseconds(50);

    public Suggestion? For(Check check, Field field, string value, NumberForm numbers)
    {
        var found = check.Kind switch
        {
            "type" when field.IsNumeric() => Meant(NumberMeant.Of(value, field.Unit, numbers)),
            "type" when field.Type is FieldType.Date or FieldType.Timestamp => Meant(DateMeant.Of(value, field)),
            "accepted" or "codeList" or "reference" => Nearest(value, values.Of(field)),
            "format" or "pattern" => Nearest(value, values.Of(field)) ?? Reformed(field, value),
            "length" => Meant(Fits(field, value.Trim()) ? value.Trim() : null),
            _ => null,
        };
        return found is null || found.Value == value ? null : found;
    }

    /// <summary>
    /// What is called just so, accents and case aside; else the nearest code or label: a third of the letters may
    /// differ, and only one may be nearest.
    /// </summary>
    internal static Suggestion? Nearest(string value, IReadOnlyList<KnownCode> among)
    {
        var wanted = Key(value);
        if (wanted.Length == 0)
        {
            return null;
        }
        // Letters that are taken for digits, as in H21.1O.
        var digits = Key(value.Replace('O', '0').Replace('o', '0').Replace('l', '1').Replace('I', '1'));
        if (among.FirstOrDefault(known => Key(known.Code) == digits) is { } exact)
        {
            return new Suggestion(exact.Code, exact.Label);
        }
        var called = among.Where(known => known.Spellings.Append(known.Label).OfType<string>().Any(name => Key(name) == wanted))
            .Take(2).ToList();
        if (called.Count == 1)
        {
            return new Suggestion(called[0].Code, called[0].Label);
        }
        var ranked = among
            .Select(known => (known, Distance: new[] { known.Code, known.Label }.OfType<string>().Min(name => Distance(Key(name), wanted))))
            .OrderBy(found => found.Distance).Take(2).ToList();
        var close = ranked.Count > 0 && ranked[0].Distance <= Math.Min(wanted.Length / 3, 6)
            && (ranked.Count == 1 || ranked[1].Distance > ranked[0].Distance);
        return close ? new Suggestion(ranked[0].known.Code, ranked[0].known.Label) : null;
    }

    private static int Distance(string name, string wanted) =>
        Math.Abs(name.Length - wanted.Length) > 6 ? int.MaxValue : EditDistance.Between(name, wanted);

    private static Suggestion? Reformed(Field field, string value)
    {
        var trimmed = value.Trim();
        var digits = string.Concat(trimmed.Where(char.IsAsciiDigit));
        string[] candidates =
        [
            trimmed, trimmed.ToUpperInvariant(), trimmed.ToLowerInvariant(), string.Concat(trimmed.Where(char.IsLetterOrDigit)),
            string.Concat(trimmed.Where(letter => !char.IsWhiteSpace(letter))), digits,
            // Spreadsheets drop a leading zero, and phones are written with the country's code.
            "0" + digits, digits.StartsWith("84", StringComparison.Ordinal) ? "0" + digits[2..] : digits,
        ];
        return Meant(candidates.FirstOrDefault(candidate => candidate != value && candidate.Length > 0 && Fits(field, candidate)));
    }

    private static bool Fits(Field field, string value) =>
        (field.MinLength ?? 0) <= value.Length && value.Length <= (field.MaxLength ?? int.MaxValue)
        && (field.Format is not { } name || NamedFormat.Find(name)?.Check(value) is null)
        && (field.Pattern is not { } pattern || Matches(pattern, value));

    private static bool Matches(string pattern, string value)
    {
        try
        {
            return Regex.IsMatch(value, $"^(?:{pattern})$", RegexOptions.CultureInvariant, PatternTime);
        }
        catch (RegexMatchTimeoutException)
        {
            // A pattern that takes this long is not worth a guess.
            return false;
        }
    }

    private static Suggestion? Meant(string? value) => value is null ? null : new Suggestion(value);

    private static string Key(string text) => string.Concat(Folding.Fold(text).Where(char.IsLetterOrDigit));
}
