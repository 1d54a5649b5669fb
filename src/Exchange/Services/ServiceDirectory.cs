using Phusa.Catalog.Contracts;
using Phusa.Exchange.Members;
using Phusa.Kernel.Vietnamese;
using Phusa.Security.Contracts;

namespace Phusa.Exchange.Services;

/// <summary>A service as people know it, with the class its dataset has now.</summary>
internal sealed record ServiceEntry(ServiceOfMember Known, string OwnerName, Classification Class)
{
    public Service Service => Known.Service;
}

/// <summary>A service with its dataset's contract in force.</summary>
internal sealed record ServiceDescription(ServiceEntry Named, DataContract Contract)
{
    public IReadOnlyList<ServiceOperation> Operations => ServiceOperations.Of(Contract);
}

/// <summary>Finds services by any words of their titles or codes, with or without accents.</summary>
internal sealed class ServiceDirectory(ServiceStore store, Catalog.Contracts.Datasets datasets, Agencies agencies)
{
    /// <summary>What the caller may see; a province has some hundred services.</summary>
    public async Task<IReadOnlyList<ServiceEntry>> ListAsync(Caller caller, string? words, CancellationToken cancellation)
    {
        var tree = await agencies.TreeAsync(cancellation);
        var classes = (await datasets.ListAsync(cancellation)).ToDictionary(one => one.Name, one => one.Classification);
        var asked = Folding.Fold(words ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return
        [
            .. (await store.ListAsync(cancellation)).Where(caller.Sees)
                .Where(known => Folding.Fold($"{known.Service.TitleVi} {known.Service.TitleEn} {known.Service.Code}") is var text
                    && asked.All(word => text.Contains(word, StringComparison.Ordinal)))
                .Select(known => new ServiceEntry(
                    known, MemberDirectory.NameOf(tree, known.Owner), classes[known.Service.Dataset])),
        ];
    }

    /// <summary>Null where there is none that the caller may see.</summary>
    public async Task<ServiceDescription?> FindAsync(Caller caller, Guid id, CancellationToken cancellation)
    {
        if (await store.FindAsync(id, cancellation) is not { } known || !caller.Sees(known))
        {
            return null;
        }
        var dataset = await DatasetAsync(known.Service, cancellation);
        return new(
            new(known, MemberDirectory.NameOf(await agencies.TreeAsync(cancellation), known.Owner), dataset.Classification),
            await datasets.ContractAsync(dataset, cancellation));
    }

    /// <summary>Its dataset as it is now; datasets never go.</summary>
    public async Task<Dataset> DatasetAsync(Service service, CancellationToken cancellation) =>
        await datasets.FindAsync(service.Dataset, cancellation)
        ?? throw new InvalidDataException($"Service {service.Id} is of the dataset {service.Dataset}, which is not in the records");
}
