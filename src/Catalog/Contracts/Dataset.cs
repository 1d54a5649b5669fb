using Phusa.Kernel.Texts;

namespace Phusa.Catalog.Contracts;

/// <summary>A dataset as the catalogue lists it; everything else about it stands in its contract.</summary>
/// <param name="Name">Unique, as in addresses: <c>projects_gialai_2024</c>.</param>
/// <param name="Agency">Code of the agency that answers for it.</param>
/// <param name="ContractVersion">The contract that new loads are checked against.</param>
/// <param name="AgencyField">The field with the code of the agency that a row is about; null where there is none.</param>
public sealed record Dataset(
    Guid Id,
    string Name,
    string Agency,
    Classification Classification,
    Text Title,
    string? Purpose,
    string? Theme,
    string? Licence,
    IReadOnlyList<string> Keywords,
    string ContractVersion,
    DateTimeOffset CreatedAt,
    DateTimeOffset ChangedAt,
    string? AgencyField = null);
