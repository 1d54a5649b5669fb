using System.Text.RegularExpressions;

namespace Phusa.Kernel.Identifiers;

/// <summary>People that free text names by their numbers.</summary>
public static partial class PersonInText
{
    /// <summary>Citizen numbers that stand in the text by themselves, each once.</summary>
    public static IEnumerable<string> CitizenNumbers(string text) => TwelveDigits().Matches(text)
        .Select(match => match.Value).Where(number => CitizenId.TryParse(number, out _)).Distinct();

    /// <summary>
    /// Whether a citizen or telephone number names a person: text that goes where nothing can be erased, such as the purpose
    /// of a read in the ledger, must not.
    /// </summary>
    public static bool Names(string text) =>
        CitizenNumbers(text).Any()
        || Telephone().Matches(text).Any(match => PhoneNumber.TryParse(match.Value, out _));

    [GeneratedRegex("(?<![0-9])[0-9]{12}(?![0-9])")]
    private static partial Regex TwelveDigits();

    /// <summary>Longer than any, so that what merely begins like one is no match.</summary>
    [GeneratedRegex(@"(?<![0-9+])(?:\+?84|0)(?:[ .-]?[0-9]){9,10}(?![0-9])")]
    private static partial Regex Telephone();
}
