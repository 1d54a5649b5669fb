using System.Text.RegularExpressions;

namespace Phusa.Kernel.Identifiers;

/// <summary>
/// Whether free text names a person by a citizen or telephone number: text that goes where nothing can be erased, such as the
/// purpose of a read in the ledger, must not.
/// </summary>
public static partial class PersonInText
{
    public static bool Names(string text) =>
        TwelveDigits().Matches(text).Any(match => CitizenId.TryParse(match.Value, out _))
        || Telephone().Matches(text).Any(match => PhoneNumber.TryParse(match.Value, out _));

    [GeneratedRegex("(?<![0-9])[0-9]{12}(?![0-9])")]
    private static partial Regex TwelveDigits();

    /// <summary>Longer than any, so that what merely begins like one is no match.</summary>
    [GeneratedRegex(@"(?<![0-9+])(?:\+?84|0)(?:[ .-]?[0-9]){9,10}(?![0-9])")]
    private static partial Regex Telephone();
}
