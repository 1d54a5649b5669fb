using Microsoft.Extensions.Caching.Memory;
using Phusa.Exchange.Schemas;
using Phusa.Exchange.Services;
using Phusa.Kernel.Outcomes;

namespace Phusa.Exchange.Documents;

/// <summary>
/// Documents of services as they were understood, each revision read once and kept while there is room: a call does not
/// wait for five megabytes of YAML.
/// </summary>
internal sealed class ServiceDocuments(DocumentStore store) : IDisposable
{
    /// <summary>Characters of the documents that are kept; what is made of them takes some ten times as many bytes.</summary>
    private const long Room = 20_000_000;

    private readonly MemoryCache kept = new(new MemoryCacheOptions { SizeLimit = Room });

    public async Task<ServiceInterface> ReadAsync(Service service, CancellationToken cancellation) =>
        await ReadAsync(service, await store.RevisionAsync(service.Id, cancellation), cancellation);

    /// <param name="revision">Of its document now.</param>
    /// <exception cref="InvalidDataException">A forwarded service without a document, or with one that is none any more.</exception>
    public async Task<ServiceInterface> ReadAsync(Service service, long? revision, CancellationToken cancellation)
    {
        if (kept.TryGetValue((service.Id, revision), out ServiceInterface? known) && known is not null)
        {
            return known;
        }
        var document = await store.FindAsync(service.Id, cancellation)
            ?? throw new InvalidDataException($"Service {service.Id} has no document");
        var read = Read(service.Kind, document.Content);
        kept.Set((service.Id, (long?)document.Revision), read, new MemoryCacheEntryOptions
        {
            Size = document.Content.Length, SlidingExpiration = TimeSpan.FromHours(1),
        });
        return read;
    }

    public void Dispose() => kept.Dispose();

    private static ServiceInterface Read(ServiceKind kind, string content)
    {
        if (kind == ServiceKind.Soap)
        {
            var wsdl = WsdlDocument.Read(content);
            return ServiceInterface.Of(wsdl.Value ?? throw Broken(wsdl.Problems));
        }
        var api = ApiDocument.Read(content);
        return ServiceInterface.Of(api.Value ?? throw Broken(api.Problems));
    }

    /// <summary>It was sound when it was taken.</summary>
    private static InvalidDataException Broken(IReadOnlyList<Problem> problems) => new(string.Join("; ", problems));
}
