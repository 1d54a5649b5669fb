using Phusa.Exchange.Agreements;
using Phusa.Exchange.Events;
using Phusa.Exchange.Upstreams;
using Phusa.Kernel.Outcomes;
using Phusa.Kernel.Periods;
using Phusa.Security.Contracts;

namespace Phusa.Exchange.Services;

/// <summary>A service is published, deprecated, taken back into use or, once nobody has an agreement, retired.</summary>
internal sealed class ChangeServiceState(
    ServiceStore store, UpstreamStore upstreams, AgreementStore agreements, TimeProvider clock)
{
    public async Task<Outcome<Service>> RunAsync(
        Caller by, Guid id, ServiceState next, CancellationToken cancellation)
    {
        if (await store.FindAsync(id, cancellation) is not { } known || !by.Sees(known))
        {
            return ServiceProblems.Missing(id);
        }
        if (!by.MayMake(known, next))
        {
            return ServiceProblems.NotYours;
        }
        var (service, now) = (known.Service, clock.GetUtcNow());
        if (next == ServiceState.Retired && await agreements.AnyRunningAsync(id, VietnamTime.DayOf(now), cancellation))
        {
            return new Refusal(new Problem("state", "service.in-use", T.ServiceInUse));
        }
        if (next == ServiceState.Published && service.IsProxied && !known.Owner.IsForeign
            && await upstreams.RevisionsAsync(id, cancellation) is null)
        {
            return new Refusal(new Problem("upstream", "service.upstream-missing", T.ServiceUpstreamMissing));
        }
        var done = ExchangeEvent.By(
            by, now, Action(next), service.MemberId, detail: $"{service.Code} v{service.Version}") with { ServiceId = id };
        return service.MayBecome(next) && await store.ChangeAsync(service, next, done, cancellation)
            ? service with { State = next }
            : new Refusal(new Problem("state", "service.state", T.ServiceState));
    }

    private static ExchangeAction Action(ServiceState next) => next switch
    {
        ServiceState.Published => ExchangeAction.ServicePublished,
        ServiceState.Deprecated => ExchangeAction.ServiceDeprecated,
        _ => ExchangeAction.ServiceRetired,
    };
}
