using System.Text;
using Phusa.Kernel.Identifiers;

namespace Phusa.Exchange.Calls;

/// <summary>Whom a call asks about: the citizen numbers in its path, query and body, whatever field they stand for.</summary>
internal static class PeopleAsked
{
    /// <param name="body">JSON or XML in UTF-8; null where there is none.</param>
    public static IReadOnlyList<string> In(string path, IQueryCollection query, ReadOnlyMemory<byte>? body = null) =>
    [
        .. query.SelectMany(pair => pair.Value).Prepend(path).Append(body is { } text ? Encoding.UTF8.GetString(text.Span) : null)
            .SelectMany(text => PersonInText.CitizenNumbers(text ?? "")).Distinct(),
    ];
}
