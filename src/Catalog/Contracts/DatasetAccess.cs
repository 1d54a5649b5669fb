using Phusa.Security.Contracts;

namespace Phusa.Catalog.Contracts;

/// <summary>What the access decision needs to know, read from a dataset and its contract.</summary>
public static class DatasetAccess
{
    /// <summary>Without the fields: enough to decide whether a caller may know of the dataset.</summary>
    public static DatasetFacts Facts(this Dataset dataset) => new(
        dataset.Name, dataset.Agency, (DatasetClass)dataset.Classification, [], dataset.AgencyField);

    /// <param name="contract">
    /// Of the rows to be read. Where it divides them otherwise than the one in force, nobody reads them as their own.
    /// </param>
    public static DatasetFacts Facts(this Dataset dataset, DataContract contract) => dataset.Facts() with
    {
        AgencyField = contract.AgencyField == dataset.AgencyField ? dataset.AgencyField : null,
        Fields = [.. contract.Fields.Select(field => new FieldFacts(
            field.Name, (PersonalDataClass)field.PersonalData, field.Mask is { } mask ? (MaskKind)mask : null))],
    };
}
