using Phusa.Exchange.Gateway;
using Phusa.Exchange.XRoad;
using Phusa.Kernel.Outcomes;

namespace Phusa.Exchange.Federation;

/// <summary>
/// For whom a system of another exchange calls, as that exchange says: the subsystem there in a header of ours, or the member
/// in X-Road's. A system of our own speaks for itself, and what it writes there is not heard.
/// </summary>
internal static class RepresentedParty
{
    public const string Header = HeaderRules.OwnPrefix + "Represented";

    /// <summary>Class and code of a member (X-Road Message Protocol for REST, 4.3).</summary>
    public const string XRoadHeader = "X-Road-Represented-Party";

    private const int Longest = 500;

    /// <param name="instance">The exchange that the caller stands for; null for a system of our own.</param>
    /// <returns>An X-Road identifier that begins with the instance, or null where none is named; or what is wrong.</returns>
    public static (string? Party, Problem? Wrong) Read(IHeaderDictionary headers, string? instance)
    {
        if (instance is null || (headers[Header].Count == 0 && headers[XRoadHeader].Count == 0))
        {
            return (null, null);
        }
        return headers[Header] is [{ Length: <= Longest } told]
            ? XRoadId.Read(told) is { } id && id.Instance == instance ? (told, null) : Wrong(instance)
            : headers[XRoadHeader] is [{ Length: <= Longest } member] && IsMember(member) ? ($"{instance}/{member}", null)
            : Wrong(instance);
    }

    private static bool IsMember(string text) => text.Split('/') is [{ Length: > 0 }, { Length: > 0 }] && !text.Any(char.IsControl);

    private static (string?, Problem?) Wrong(string instance) =>
        (null, new Problem(Header, "call.represented-invalid", T.CallRepresentedInvalid(instance)));
}
