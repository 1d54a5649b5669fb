using Phusa.Catalog.Contracts;
using Phusa.Warehouse.Contracts;

namespace Phusa.Intake.Loads;

/// <summary>
/// Tells fields whose values make a meaningful sum: amounts of something. Codes, identifiers, places, rates and values
/// about persons do not.
/// </summary>
internal static class Measures
{
    /// <summary>Units of what is read off a scale, or is a share already.</summary>
    private static readonly string[] NotAdded = ["%", "‰", "°", "°C", "độ", "điểm", "tuổi", "năm", "pH", "dB"];

    public static IReadOnlyList<Field> Of(DataContract contract) => [.. contract.Fields.Where(Is)];

    private static bool Is(Field field) =>
        field.IsNumeric() && !field.IsKey && field.CodeList is null && field.Format is null && field.References.Count == 0
        && field.PersonalData == PersonalData.None && field.Identifier == IdentifierKind.None
        && field.Unit?.Trim() is { Length: > 0 } unit && !unit.Contains('/', StringComparison.Ordinal) && !NotAdded.Contains(unit);
}
