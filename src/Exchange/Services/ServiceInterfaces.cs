using Phusa.Catalog.Contracts;
using Phusa.Exchange.Documents;

namespace Phusa.Exchange.Services;

/// <summary>What services are like now, by the contract of their dataset or by their document.</summary>
internal sealed class ServiceInterfaces(Catalog.Contracts.Datasets datasets, ServiceDocuments documents)
{
    public async Task<ServiceInterface> OfAsync(Service service, CancellationToken cancellation) => service.IsProxied
        ? await documents.ReadAsync(service, cancellation)
        : ServiceInterface.Of(await datasets.ContractAsync(await DatasetAsync(service, cancellation), cancellation));

    /// <summary>The class of its dataset as it is now, or what the owner says.</summary>
    public async Task<Classification> ClassAsync(Service service, CancellationToken cancellation) =>
        service.StatedClass ?? (await DatasetAsync(service, cancellation)).Classification;

    /// <summary>Datasets never go.</summary>
    private async Task<Dataset> DatasetAsync(Service service, CancellationToken cancellation) =>
        (service.Dataset is { } name ? await datasets.FindAsync(name, cancellation) : null)
        ?? throw new InvalidDataException($"Service {service.Id} is of the dataset {service.Dataset}, which is not in the records");
}
