using Phusa.Catalog.Contracts;
using Phusa.Quality.Checks;
using Phusa.Warehouse.Contracts;

namespace Phusa.Quality.Contracts;

/// <summary>Finds the served rows of the datasets that a contract's checks compare with.</summary>
public sealed class Relations(Datasets datasets, Versions versions, Lake lake)
{
    /// <summary>By dataset name; a dataset that does not exist or has no version yet is left out.</summary>
    /// <param name="self">The dataset being loaded: its served version is found under the empty name.</param>
    public async Task<IReadOnlyDictionary<string, Relation>> OfAsync(
        Guid self, IReadOnlySet<string> names, CancellationToken cancellation)
    {
        var found = new Dictionary<string, Relation>();
        foreach (var name in names)
        {
            if (await datasets.FindAsync(name, cancellation) is { } dataset
                && await OfAsync(dataset.Id, cancellation) is { } relation)
            {
                found[name] = relation;
            }
        }
        if (await OfAsync(self, cancellation) is { } served)
        {
            found[TrendChecks.Previous] = served;
        }
        return found;
    }

    private async Task<Relation?> OfAsync(Guid dataset, CancellationToken cancellation)
    {
        if (await versions.CurrentAsync(dataset, cancellation) is not { } version)
        {
            return null;
        }
        var contract = await datasets.ContractAsync(dataset, version.ContractVersion, cancellation);
        return new Relation(
            VersionSql.Of(lake, version), contract.Key is [var key, ..] ? key.Name : contract.Fields[0].Name,
            [.. contract.Fields.Select(field => field.Name)], contract.Title);
    }
}
