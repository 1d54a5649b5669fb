using Phusa.Security.Contracts;

namespace Phusa.Security.Access;

/// <summary>The second table of <see cref="AccessDecision"/>: personal fields of rows that may be read.</summary>
internal static class PersonalAccess
{
    public static FieldAccess Of(FieldFacts field, AccessRequest request)
    {
        var steward = request.Caller.Has(Role.Steward, request.Dataset.Agency);
        return field.PersonalData switch
        {
            PersonalDataClass.None => FieldAccess.Full,
            PersonalDataClass.Basic => steward ? FieldAccess.Full : FieldAccess.Masked(field.Mask),
            _ when steward && request.StatedPurpose is not null => FieldAccess.Full,
            _ => request.Caller.IsOfficial ? FieldAccess.Masked(field.Mask) : FieldAccess.Hidden,
        };
    }

    /// <summary>
    /// Clear values always; masked ones too where the dataset is not for everybody, because what a mask leaves can
    /// still point to a person. Masked fields of open data are published to all and read too often to be worth it.
    /// </summary>
    public static IReadOnlyList<string> Recorded(
        DatasetFacts dataset, IReadOnlyDictionary<string, FieldAccess> fields) =>
        [.. dataset.Fields.Where(field => field.PersonalData != PersonalDataClass.None
                && (fields[field.Name].Visibility == Visibility.Full
                    || (fields[field.Name].Visibility == Visibility.Masked && dataset.Class != DatasetClass.Open)))
            .Select(field => field.Name)];
}
