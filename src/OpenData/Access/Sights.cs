using System.Collections.Concurrent;
using Phusa.Catalog.Contracts;
using Phusa.Security.Contracts;

namespace Phusa.OpenData.Access;

/// <summary>Decides what a caller may see, for every page and endpoint of this module.</summary>
internal sealed class Sights(Datasets datasets, Agencies agencies)
{
    /// <summary>Null when there is no such dataset or the caller may not know that there is.</summary>
    /// <param name="contract">The version of the contract to see it by; null takes the current one.</param>
    public async Task<Sight?> FindAsync(
        string name, Caller caller, CancellationToken cancellation, string? contract = null)
    {
        if (await datasets.FindAsync(name, cancellation) is not { } dataset)
        {
            return null;
        }
        var sight = await OfAsync(dataset, contract ?? dataset.ContractVersion, caller, cancellation);
        return sight.Decision.DescriptionAllowed ? sight : null;
    }

    /// <summary>
    /// An earlier contract may have thought less of a field than the current one does: who protects more is right.
    /// </summary>
    public async Task<Sight> OfAsync(Dataset dataset, string contractVersion, Caller caller, CancellationToken cancellation)
    {
        var contract = await datasets.ContractAsync(dataset.Id, contractVersion, cancellation);
        var current = await datasets.ContractAsync(dataset, cancellation);
        var guarded = contract with
        {
            Fields = [.. contract.Fields.Select(field => current.FindField(field.Name) is { } now
                && now.PersonalData > field.PersonalData ? field with { PersonalData = now.PersonalData, Mask = now.Mask } : field)],
        };
        var request = new AccessRequest(caller, dataset.Facts(guarded));
        return new(dataset, contract, request, AccessDecision.Of(request, await agencies.TreeAsync(cancellation)));
    }

    /// <summary>Whether the caller may know of a dataset; decided once for each owner and class.</summary>
    public async Task<Func<Dataset, bool>> VisibleAsync(Caller caller, CancellationToken cancellation)
    {
        var tree = await agencies.TreeAsync(cancellation);
        var decided = new ConcurrentDictionary<(string, Classification, bool), bool>();
        return dataset => decided.GetOrAdd((dataset.Agency, dataset.Classification, dataset.AgencyField is not null), _ =>
            AccessDecision.Of(new AccessRequest(caller, dataset.Facts()), tree).DescriptionAllowed);
    }
}
