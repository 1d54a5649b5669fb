using Phusa.Catalog.Contracts;
using Phusa.Exchange.Contracts;
using Phusa.Exchange.Events;
using Phusa.Exchange.Members;
using Phusa.Kernel.Outcomes;
using Phusa.Security.Contracts;

namespace Phusa.Exchange.Services;

/// <summary>A member writes down a service, or the next version of one. Nobody may ask for it before it is published.</summary>
internal sealed class DraftServiceVersion(
    ServiceStore store, MemberStore members, Catalog.Contracts.Datasets datasets, Agencies agencies,
    DraftProxied proxied, TimeProvider clock)
{
    public Task<Outcome<Service>> RunAsync(Caller by, ServiceOrder order, CancellationToken cancellation) =>
        string.IsNullOrWhiteSpace(order.Kind) ? OfDatasetAsync(by, order, cancellation)
        : !Enum.TryParse<ServiceKind>(order.Kind, ignoreCase: true, out var kind) || !Enum.IsDefined(kind)
            ? Task.FromResult<Outcome<Service>>(new Refusal(new Problem("kind", "service.kind-unknown", T.ServiceKindUnknown)))
        : kind == ServiceKind.Dataset ? OfDatasetAsync(by, order, cancellation)
        : proxied.RunAsync(by, kind, order, cancellation);

    private async Task<Outcome<Service>> OfDatasetAsync(Caller by, ServiceOrder order, CancellationToken cancellation)
    {
        var name = order.Dataset?.Trim() ?? "";
        if (await datasets.FindAsync(name, cancellation) is not { } dataset)
        {
            return ServiceProblems.NoSuchDataset(name);
        }
        if (!by.RunsExchange() && !by.Has(Role.Steward, dataset.Agency))
        {
            // Nobody learns by trying names which datasets there are.
            var known = AccessDecision.Of(new(by, dataset.Facts()), await agencies.TreeAsync(cancellation));
            return known.DescriptionAllowed ? ServiceProblems.NotYours : ServiceProblems.NoSuchDataset(name);
        }
        if (await members.FindAgencyAsync(dataset.Agency, cancellation) is not { } owner)
        {
            return new Refusal(new Problem("dataset", "service.no-member", T.ServiceNoMember(dataset.Agency)));
        }
        var code = order.Code?.Trim() is { Length: > 0 } given ? given : dataset.Name;
        if (ServiceProblems.Of(order, code) is { Count: > 0 } problems)
        {
            return new Refusal(problems);
        }
        return await AddAsync(by, order, dataset, owner, code, cancellation);
    }

    private async Task<Outcome<Service>> AddAsync(
        Caller by, ServiceOrder order, Dataset dataset, Phusa.Exchange.Members.Member owner, string code,
        CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var service = new Service(
            Guid.CreateVersion7(now), owner.Id, code,
            order.Version ?? await store.HighestAsync(owner.Id, code, cancellation) + 1, ServiceKind.Dataset, dataset.Name,
            Chosen(order.TitleVi, dataset.Title.Vi), Chosen(order.TitleEn, dataset.Title.En), ServiceState.Draft,
            new(order.Availability, order.AnswerMs), now);
        var done = ExchangeEvent.By(by, now, ExchangeAction.ServiceDrafted, owner.Id, detail: $"{code} v{service.Version}")
            with { ServiceId = service.Id };
        return await store.AddAsync(service, null, done, null, cancellation)
            ? service
            : new Refusal(new Problem("version", "service.version-taken", T.ServiceVersionTaken(code, service.Version)));
    }

    private static string Chosen(string? given, string otherwise) => given?.Trim() is { Length: > 0 } title ? title : otherwise;
}
