using Phusa.Catalog.Contracts;
using Phusa.Security.Contracts;

namespace Phusa.Quality.Scoring;

/// <summary>What a caller may see of a dataset, decided where everything is decided.</summary>
internal sealed class DatasetRights(Agencies agencies)
{
    public async Task<AccessDecision> OfAsync(
        Caller caller, Dataset dataset, DataContract contract, CancellationToken cancellation) =>
        AccessDecision.Of(new(caller, dataset.Facts(contract)), await agencies.TreeAsync(cancellation));
}
