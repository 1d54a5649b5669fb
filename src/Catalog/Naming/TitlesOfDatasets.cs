using Phusa.Catalog.Contracts;
using Phusa.Security.Contracts;

namespace Phusa.Catalog.Naming;

/// <summary>How datasets and their fields are called by the contracts in force.</summary>
internal sealed class TitlesOfDatasets(Datasets datasets) : IDatasetNames
{
    public async Task<DatasetNames?> FindAsync(string dataset, CancellationToken cancellation) =>
        await datasets.FindAsync(dataset, cancellation) is { } found
            ? new(found.Title, (await datasets.ContractAsync(found, cancellation)).Fields.ToDictionary(field => field.Name, field => field.Title))
            : null;
}
