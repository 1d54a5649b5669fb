using Phusa.Catalog.Contracts;
using Phusa.Security.Contracts;

namespace Phusa.Quality.Scoring;

/// <summary>What a caller may see of a dataset, decided where everything is decided.</summary>
internal sealed class DatasetRights(Agencies agencies)
{
    public async Task<AccessDecision> OfAsync(
        Caller caller, Dataset dataset, DataContract contract, CancellationToken cancellation) =>
        AccessDecision.Of(Request(caller, dataset, contract), await agencies.TreeAsync(cancellation));

    public static AccessRequest Request(Caller caller, Dataset dataset, DataContract contract) => new(caller, new DatasetFacts(
        dataset.Name, dataset.Agency, Enum.Parse<DatasetClass>(dataset.Classification.ToString()),
        [.. contract.Fields.Select(field => new FieldFacts(
            field.Name, Enum.Parse<PersonalDataClass>(field.PersonalData.ToString()),
            field.Mask is { } mask ? Enum.Parse<MaskKind>(mask.ToString()) : null))]));
}
