namespace Phusa.Security.Contracts;

/// <summary>
/// The catalogue's classification, by the same names: mở, dùng chung, dùng riêng, quan trọng, cốt lõi.
/// </summary>
public enum DatasetClass
{
    Open,
    Shared,
    Restricted,
    Important,
    Core,
}

/// <summary>Whether a field says something about a person, in the words of the law on personal data.</summary>
public enum PersonalDataClass
{
    None,
    Basic,
    Sensitive,
}

/// <summary>How a personal field looks to those not entitled to it.</summary>
public enum MaskKind
{
    Hide,
    Last4,
    Initials,
    Year,
    Province,
    Hash,
}

/// <summary>What an access decision needs to know of a field.</summary>
/// <param name="Mask">Null means <see cref="MaskKind.Hide"/> when the field is personal.</param>
public sealed record FieldFacts(
    string Name, PersonalDataClass PersonalData = PersonalDataClass.None, MaskKind? Mask = null);

/// <summary>What an access decision needs to know of a dataset.</summary>
/// <param name="Agency">Code of the owning agency.</param>
/// <param name="AgencyField">The field holding the code of the agency a row is about, when rows are divided so.</param>
public sealed record DatasetFacts(
    string Name, string Agency, DatasetClass Class, IReadOnlyList<FieldFacts> Fields, string? AgencyField = null);
