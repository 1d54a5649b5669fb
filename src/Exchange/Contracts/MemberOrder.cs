namespace Phusa.Exchange.Contracts;

/// <summary>A member as a form or a program describes it.</summary>
/// <param name="Agency">Code of the agency that takes part; class, code and name then come from it.</param>
/// <param name="Class"><c>GOV</c> or <c>COM</c>, for a partner.</param>
/// <param name="Code">The partner's own code: capitals, digits, dots and hyphens.</param>
/// <param name="Name">The partner's name.</param>
/// <param name="TaxCode">The partner's tax code, if it has one.</param>
public sealed record MemberOrder(
    string? Agency = null, string? Class = null, string? Code = null, string? Name = null, string? TaxCode = null);

/// <summary>A member's information system as a form or a program describes it.</summary>
/// <param name="Code">Small letters, digits and hyphens; unique among the member's systems and never changed.</param>
/// <param name="Catalogue">The same system in the catalogue, which then gives name and level.</param>
/// <param name="SecurityLevel">The approved level, 1–5; null while there is none.</param>
/// <param name="ContactName">Who answers for it.</param>
public sealed record MemberSystemOrder(
    string? Code = null, string? Name = null, Guid? Catalogue = null, int? SecurityLevel = null,
    string? ContactName = null, string? ContactEmail = null, string? ContactPhone = null);
