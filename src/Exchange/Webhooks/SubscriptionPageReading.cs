using Phusa.Exchange.Contracts;

namespace Phusa.Exchange.Webhooks;

/// <summary>Gathers what the page of a subscription shows.</summary>
internal sealed class SubscriptionPageReading(DeliveryLog log, IEnumerable<EventKind> kinds, TimeProvider clock)
{
    public async Task<SubscriptionView> ReadAsync(
        SubscriptionKeeper by, SubscriptionOfSystem known, DeliveryState? state, int page, CancellationToken cancellation)
    {
        var one = known.Subscription;
        return new(
            known, await log.ListAsync(one.Id, state, (page - 1) * SubscriptionView.Size, SubscriptionView.Size, cancellation),
            await log.CountAsync(one.Id, cancellation), state, page, by.Keeps(known.Told),
            new([.. kinds], new(one.Address.AbsoluteUri, one.Types, one.Datasets), []), clock.GetUtcNow());
    }
}
