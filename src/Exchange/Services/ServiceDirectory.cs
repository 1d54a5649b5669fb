using Phusa.Catalog.Contracts;
using Phusa.Exchange.Members;
using Phusa.Exchange.Upstreams;
using Phusa.Kernel.Vietnamese;
using Phusa.Security.Contracts;

namespace Phusa.Exchange.Services;

/// <summary>A service as people know it, with the class it has now.</summary>
internal sealed record ServiceEntry(ServiceOfMember Known, string OwnerName, Classification Class)
{
    public Service Service => Known.Service;

    /// <summary>The fields by which a search found it, where its title, code and owner alone do not say why.</summary>
    public IReadOnlyList<ServiceField> Found { get; init; } = [];
}

/// <summary>A service with what can be asked of it now.</summary>
/// <param name="Health">Of the system behind a forwarded service; null before its settings are given.</param>
internal sealed record ServiceDescription(ServiceEntry Named, ServiceInterface Interface, UpstreamHealth? Health);

/// <summary>Finds services by any words of their titles, codes, fields and owners, with or without accents.</summary>
internal sealed class ServiceDirectory(
    ServiceStore store, ServiceInterfaces interfaces, HealthStore health, Catalog.Contracts.Datasets datasets, Agencies agencies)
{
    /// <summary>What the caller may see, titles with the very words first; a province has some hundred services.</summary>
    public async Task<IReadOnlyList<ServiceEntry>> ListAsync(Caller caller, string? words, CancellationToken cancellation)
    {
        var tree = await agencies.TreeAsync(cancellation);
        var classes = (await datasets.ListAsync(cancellation)).ToDictionary(one => one.Name, one => one.Classification);
        var asked = Folding.Fold(words ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var found = new List<ServiceEntry>();
        foreach (var known in (await store.ListAsync(cancellation)).Where(caller.Sees))
        {
            var entry = new ServiceEntry(
                known, MemberDirectory.NameOf(tree, known.Owner), known.Service.StatedClass ?? classes[known.Service.Dataset!]);
            if (await FoundAsync(entry, asked, cancellation) is { } one)
            {
                found.Add(one);
            }
        }
        var phrase = string.Join(' ', asked);
        return [.. found.OrderByDescending(one => Folding.Fold($"{one.Service.TitleVi} {one.Service.TitleEn}").Contains(phrase, StringComparison.Ordinal))];
    }

    /// <summary>Fields are looked at only for the words that nothing else explains.</summary>
    private async Task<ServiceEntry?> FoundAsync(ServiceEntry entry, string[] asked, CancellationToken cancellation)
    {
        var service = entry.Service;
        var text = Folding.Fold($"{service.TitleVi} {service.TitleEn} {service.Code} {entry.OwnerName} {entry.Known.Owner.Code}");
        var open = Array.FindAll(asked, word => !text.Contains(word, StringComparison.Ordinal));
        if (open.Length == 0)
        {
            return entry;
        }
        var fields = (await interfaces.OfAsync(service, cancellation)).Fields
            .Select(field => (Field: field, Text: Folding.Fold($"{field.Name} {field.Title.Vi} {field.Title.En}"))).ToList();
        return open.All(word => fields.Exists(one => one.Text.Contains(word, StringComparison.Ordinal)))
            ? entry with
            {
                Found = [.. fields.Where(one => Array.Exists(open, word => one.Text.Contains(word, StringComparison.Ordinal))).Select(one => one.Field)],
            }
            : null;
    }

    /// <summary>Null where there is none that the caller may see.</summary>
    public async Task<ServiceDescription?> FindAsync(Caller caller, Guid id, CancellationToken cancellation)
    {
        if (await store.FindAsync(id, cancellation) is not { } known || !caller.Sees(known))
        {
            return null;
        }
        return new(
            new(known, MemberDirectory.NameOf(await agencies.TreeAsync(cancellation), known.Owner),
                await interfaces.ClassAsync(known.Service, cancellation)),
            await interfaces.OfAsync(known.Service, cancellation),
            known.Service.IsProxied ? await health.FindAsync(id, cancellation) : null);
    }
}
