using Phusa.Exchange.Events;
using Phusa.Exchange.Gateway;
using Phusa.Exchange.Members;
using Phusa.Exchange.Services;
using Phusa.Kernel.Outcomes;
using Phusa.Security.Contracts;

namespace Phusa.Exchange.Upstreams;

/// <summary>
/// The owner says which system answers a service and how it wants to be called, also while the service is offered: systems
/// move, tokens are renewed. Each change is an event that names what was changed, never a value.
/// </summary>
internal sealed class ChangeUpstream(ServiceStore services, UpstreamStore store, UpstreamAddress addresses, TimeProvider clock)
{
    public async Task<Outcome<UpstreamSettings>> RunAsync(
        Caller by, Guid service, UpstreamOrder order, CancellationToken cancellation)
    {
        if (await services.FindAsync(service, cancellation) is not { } known || !by.Sees(known))
        {
            return ServiceProblems.Missing(service);
        }
        if (!by.AnswersFor(known.Owner))
        {
            return ServiceProblems.NotYours;
        }
        // What a peer offers is called at the peer, with what it gave us.
        if (!known.Service.IsProxied || known.Owner.IsForeign || known.Service.State == ServiceState.Retired)
        {
            return UpstreamProblems.NotForwarded;
        }
        var now = clock.GetUtcNow();
        var was = await store.FindAsync(service, cancellation);
        var read = new ReadUpstream(order, was, addresses, now).Run(service, by.Name);
        if (read.Value is not { } settings)
        {
            return new Refusal(read.Problems);
        }
        var done = ExchangeEvent.By(
            by, now, ExchangeAction.UpstreamChanged, known.Owner.Id,
            detail: was is null ? "" : string.Join(", ", settings.Differences(was))) with { ServiceId = service };
        return await store.SaveAsync(settings, was is null, done, cancellation)
            ? settings with { Revision = was is null ? 0 : settings.Revision + 1 } : UpstreamProblems.Changed;
    }
}
