using Phusa.Security.Contracts;

namespace Phusa.Catalog.Contracts;

/// <summary>What the access decision needs to know, read from a dataset and its contract.</summary>
public static class DatasetAccess
{
    /// <summary>Without the fields: enough to decide whether a caller may know of the dataset.</summary>
    public static DatasetFacts Facts(this Dataset dataset) => new(
        dataset.Name, dataset.Agency, (DatasetClass)dataset.Classification, []);

    public static DatasetFacts Facts(this Dataset dataset, DataContract contract) => dataset.Facts() with
    {
        Fields = [.. contract.Fields.Select(field => new FieldFacts(
            field.Name, (PersonalDataClass)field.PersonalData, field.Mask is { } mask ? (MaskKind)mask : null))],
    };
}
