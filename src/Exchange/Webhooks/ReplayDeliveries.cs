using Phusa.Exchange.Events;
using Phusa.Kernel.Outcomes;
using Phusa.Ui;

namespace Phusa.Exchange.Webhooks;

/// <summary>
/// One delivery is sent again, or everything since a time: also what a subscription missed while it was stopped. The ids stay
/// the same, so that a receiver knows what it has had.
/// </summary>
internal sealed class ReplayDeliveries(
    SubscriptionDirectory directory, OutgoingStore outgoing, DeliveryLog log, SubscriptionStore store, TimeProvider clock)
{
    public async Task<Outcome<Delivery>> OneAsync(
        SubscriptionKeeper by, Guid system, Guid id, Guid delivery, CancellationToken cancellation)
    {
        var found = await directory.FindAsync(by, system, id, toKeep: true, cancellation);
        if (found.Value is null)
        {
            return SubscriptionDirectory.Like<SubscriptionOfSystem, Delivery>(found);
        }
        if (await log.FindAsync(id, delivery, cancellation) is null)
        {
            return Missing;
        }
        await outgoing.ReplayAsync(delivery, cancellation);
        return await log.FindAsync(id, delivery, cancellation) is { } again ? again : Missing;
    }

    /// <param name="all">Also what has been delivered.</param>
    /// <returns>How many events are on their way.</returns>
    public async Task<Outcome<int?>> SinceAsync(
        SubscriptionKeeper by, Guid system, Guid id, DateTimeOffset? since, bool all, CancellationToken cancellation)
    {
        var found = await directory.FindAsync(by, system, id, toKeep: true, cancellation);
        if (found.Value is not { } known)
        {
            return SubscriptionDirectory.Like<SubscriptionOfSystem, int?>(found);
        }
        var now = clock.GetUtcNow();
        if (since is not { } from || from > now || from < now - DeliveryLog.Kept)
        {
            return new Refusal(new Problem(
                "since", "subscription.since-invalid", T.SubscriptionSinceInvalid(DeliveryLog.Kept.Days)));
        }
        var sent = await outgoing.ReplayAsync(known.Subscription, from, all, cancellation);
        await store.ReplayedAsync(
            ExchangeEvent.By(
                by.By, now, ExchangeAction.SubscriptionReplayed, known.Told.Member.Id, system,
                $"{known.Subscription.Address.Host}, {Show.DateTime(from)}"), cancellation);
        return sent;
    }

    internal static Missing Missing => new(new Problem("delivery", "subscription.delivery-missing", T.SubscriptionDeliveryMissing));
}
