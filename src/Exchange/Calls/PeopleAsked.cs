using System.Text.RegularExpressions;
using Phusa.Kernel.Identifiers;

namespace Phusa.Exchange.Calls;

/// <summary>Whom a call asks about: the citizen numbers in its path and query, whatever field they stand for.</summary>
internal static partial class PeopleAsked
{
    public static IReadOnlyList<string> In(string path, IQueryCollection query) =>
    [
        .. query.SelectMany(pair => pair.Value).Prepend(path)
            .SelectMany(text => TwelveDigits().Matches(text ?? "")).Select(match => match.Value)
            .Where(number => CitizenId.TryParse(number, out _)).Distinct(),
    ];

    [GeneratedRegex("(?<![0-9])[0-9]{12}(?![0-9])")]
    private static partial Regex TwelveDigits();
}
