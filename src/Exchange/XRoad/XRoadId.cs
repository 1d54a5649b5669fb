using System.Text;
using Phusa.Exchange.Members;

namespace Phusa.Exchange.XRoad;

/// <summary>
/// An identifier of X-Road: instance, member class, member code and subsystem, each percent-encoded by itself (X-Road
/// Message Protocol for REST, 4.2).
/// </summary>
internal sealed record XRoadId(string Instance, string Class, string Member, string Subsystem)
{
    private const int Longest = 1000;

    /// <summary>Null for what is no identifier of a subsystem; a member alone calls nothing here.</summary>
    public static XRoadId? Read(string? text) =>
        text is { Length: <= Longest } && Ascii.IsValid(text) && text.Split('/') is [var instance, var kind, var member, var subsystem]
        && Array.TrueForAll([instance, kind, member, subsystem], part => part.Length > 0)
            ? new(Uri.UnescapeDataString(instance), Uri.UnescapeDataString(kind), Uri.UnescapeDataString(member),
                Uri.UnescapeDataString(subsystem))
            : null;

    public static string Joined(params string[] parts) => string.Join('/', parts.Select(Uri.EscapeDataString));

    /// <summary>A member class as identifiers write it; null for any other text, such as the class's number.</summary>
    public static MemberClass? KindOf(string text) =>
        Enum.TryParse<MemberClass>(text, out var kind) && kind.ToString() == text ? kind : null;
}
