namespace Phusa.Kernel.Identifiers;

public enum AdministrativeLevel
{
    Province,

    /// <summary>Abolished on 2025-07-01; older datasets still name districts.</summary>
    District,

    Commune,
}

/// <summary>
/// One administrative unit during one stretch of its life. A code alone does not name a unit: 00004 was the ward of
/// Trúc Bạch until 2025-06-30 and has been the ward of Ba Đình since.
/// </summary>
/// <param name="Code">2 digits for a province, 3 for a district, 5 for a commune.</param>
/// <param name="Name">With its kind: "phường Ba Đình", as the decision has it.</param>
/// <param name="Level">Province, district or commune, whatever each is called.</param>
/// <param name="Parent">The code of the unit above it; null for a province.</param>
/// <param name="ValidFrom">The first day in force.</param>
/// <param name="ValidTo">The last day in force; null while it stands.</param>
/// <param name="Successors">Codes of the units that took its land over, in force from the day after.</param>
public sealed record AdministrativeUnit(
    string Code,
    string Name,
    AdministrativeLevel Level,
    string? Parent,
    DateOnly ValidFrom,
    DateOnly? ValidTo,
    IReadOnlyList<string> Successors)
{
    public bool IsInForce(DateOnly date) => ValidFrom <= date && (ValidTo is null || date <= ValidTo);
}
