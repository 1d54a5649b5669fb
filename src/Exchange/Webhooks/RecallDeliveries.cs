using Phusa.Exchange.Contracts;
using Phusa.Kernel.Data;

namespace Phusa.Exchange.Webhooks;

/// <summary>
/// Writes a subscription down with deliveries that were never made, for a province that is made up. When each was tried again
/// and what became of it follows from the schedule. It is told of what happens from now on alone.
/// </summary>
internal sealed class RecallDeliveries(Database database, SubscriptionStore subscriptions, TimeProvider clock)
{
    private static readonly TimeSpan Taken = TimeSpan.FromMilliseconds(140), TooLong = WebhookClient.Timeout;

    public async Task RunAsync(WebhookOrder order, Guid member, CancellationToken cancellation)
    {
        var made = new Subscription(
            Guid.CreateVersion7(order.CreatedAt), order.System, order.Address, order.Types, [], SubscriptionState.Unverified, null,
            order.CreatedAt, order.By, null, 0, null);
        var done = new Events.ExchangeEvent(
            Guid.CreateVersion7(order.CreatedAt), order.CreatedAt, null, order.By, Events.ExchangeAction.SubscriptionAdded, member,
            order.System, order.Address.Host, "");
        await subscriptions.AddAsync(made, SigningSecret.Make(), done, cancellation);
        await database.WriteAsync(async session =>
        {
            foreach (var delivery in order.Deliveries)
            {
                await DeliverAsync(session, made, delivery, order.StoppedAt, cancellation);
            }
            return await session.ExecuteAsync(
                new("update exchange_subscription set state = @state, stop = @stop, verified_at = @now, failures = @failures, "
                    + "failing_since = @since where id = @id",
                    ("id", made.Id), ("state", order.StoppedAt is null ? SubscriptionState.Active : SubscriptionState.Stopped),
                    ("stop", order.StoppedAt is null ? null : StopReason.Failing.ToString()),
                    ("now", order.StoppedAt is null ? clock.GetUtcNow() : order.CreatedAt),
                    ("failures", order.StoppedAt is null ? 0L : 40L), ("since", order.StoppedAt - RetrySchedule.Patience)), cancellation);
        }, cancellation);
    }

    private static async Task DeliverAsync(
        Session session, Subscription to, WebhookDeliveryOrder order, DateTimeOffset? stopped, CancellationToken cancellation)
    {
        var (id, told, at) = (Guid.CreateVersion7(order.At), Guid.CreateVersion7(order.At), order.At);
        await session.ExecuteAsync(
            new("insert into exchange_outgoing (id, type, happened_at, link, body, system_id, dataset, spread_at) "
                + "values (@id, @type, @at, @link, @body, @system, @dataset, @at)",
                ("id", told), ("type", ExchangeEventKinds.DatasetVersion), ("at", order.At), ("link", $"/api/v1/datasets/{order.Dataset}"),
                ("body", JsonStorage.Write(new { dataset = order.Dataset, version = order.Version })), ("system", to.SystemId),
                ("dataset", order.Dataset)), cancellation);
        var verdict = new Verdict(DeliveryState.Waiting, at, at, null);
        List<DeliveryAttempt> attempts = [];
        foreach (var status in order.Answers.TakeWhile(_ => stopped is null || verdict.DueAt <= stopped))
        {
            attempts.Add(new(
                verdict.DueAt, status == 0 ? TooLong : Taken, status == 0 ? null : status,
                status == 0 ? DeliveryFailure.TimedOut : status < 300 ? null : DeliveryFailure.Refused));
            verdict = RetrySchedule.After(new(attempts[^1]), attempts.Count, 0, null, verdict.DueAt, 0);
        }
        await session.ExecuteAsync(
            new("insert into exchange_delivery (id, subscription_id, event_id, state, attempts, due_at, ended_at) "
                + "values (@id, @to, @event, @state, @attempts, @due, @ended)",
                ("id", id), ("to", to.Id), ("event", told), ("state", verdict.State), ("attempts", (long)attempts.Count),
                ("due", verdict.DueAt), ("ended", verdict.State == DeliveryState.Waiting ? null : attempts[^1].At)), cancellation);
        foreach (var attempt in attempts)
        {
            await DeliveryLog.AddAsync(session, id, attempt, cancellation);
        }
    }
}
