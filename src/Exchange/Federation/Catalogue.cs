using Phusa.Exchange.Services;
using Phusa.Kernel.Texts;

namespace Phusa.Exchange.Federation;

/// <summary>What an exchange offers to others, as it signs it.</summary>
/// <param name="Sequence">Goes up with each catalogue that is signed, so that an old one is known for what it is.</param>
/// <param name="ExpiresAt">After which it tells nothing any more: nobody may be kept from the next by being shown this one.</param>
/// <param name="Members">Those that have a service in it.</param>
internal sealed record Catalogue(
    string Instance, string Name, long Sequence, DateTimeOffset IssuedAt, DateTimeOffset ExpiresAt,
    IReadOnlyList<CatalogueMember> Members, IReadOnlyList<CatalogueEntry> Services)
{
    public string NameOf(CatalogueEntry entry) => Members.FirstOrDefault(
        one => one.Class == entry.Class && one.Code == entry.Member)?.Name ?? entry.Member;
}

internal sealed record CatalogueMember(string Class, string Code, string Name);

/// <summary>A service in a catalogue.</summary>
/// <param name="Class">Of the member, as <paramref name="Member"/> is its code.</param>
/// <param name="Kind"><c>dataset</c>, <c>rest</c> or <c>soap</c>.</param>
/// <param name="State"><c>published</c> or <c>deprecated</c>.</param>
/// <param name="Fields">None where messages pass whole.</param>
/// <param name="Document">Path of its OpenAPI document or WSDL below the exchange's address; null for a dataset.</param>
internal sealed record CatalogueEntry(
    string Class, string Member, string Code, int Version, string Kind, string TitleVi, string TitleEn, string Classification,
    string State, IReadOnlyList<CatalogueField> Fields, string? Document)
{
    public bool IsDataset => Kind == Word.Of(ServiceKind.Dataset);

    /// <summary>By which the same service is found in another catalogue, and in an address.</summary>
    public string Key => $"{Class}/{Member}/{Code}/v{Version}";

    /// <summary>Below the exchange's address.</summary>
    public string CallPath =>
        $"/x/{Uri.EscapeDataString(Member)}/{Uri.EscapeDataString(Code)}/v{Version}";
}

/// <param name="Type">As contracts write it, in small letters.</param>
/// <param name="PersonalData"><c>none</c>, <c>basic</c> or <c>sensitive</c>.</param>
internal sealed record CatalogueField(string Name, string TitleVi, string TitleEn, string Type, bool IsKey, string PersonalData);
