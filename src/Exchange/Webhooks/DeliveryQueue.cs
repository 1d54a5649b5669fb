using Phusa.Exchange.Events;
using Phusa.Kernel.Data;

namespace Phusa.Exchange.Webhooks;

/// <summary>A subscription that this holder alone delivers to until the lease ends.</summary>
internal sealed record Claim(Guid Subscription, Guid System, Guid Holder);

/// <summary>
/// Which subscription is delivered to by whom. A lease is over all nodes; one that is not kept, because its program was
/// killed, ends by itself, and what was under way is sent again.
/// </summary>
internal sealed class DeliveryQueue(Database database, TimeProvider clock)
{
    /// <summary>Longer than an attempt can take.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromSeconds(30);

    /// <summary>A system that is suspended, or whose member is, gets nothing; what waits for it goes on waiting.</summary>
    private const string Told =
        "s.state = 'Active' and exists (select 1 from exchange_system y join exchange_member m on m.id = y.member_id "
        + "where y.id = s.system_id and y.state = 'Active' and m.state = 'Active')";

    private const string Due =
        Told + " and s.rests_until <= @now and (s.lease_until is null or s.lease_until < @now) and exists (select 1 from "
        + "exchange_delivery d where d.subscription_id = s.id and d.state = 'Waiting' and d.due_at <= @now)";

    /// <summary>The subscription that was left alone for the longest and has something due; null when none has.</summary>
    public async Task<Claim?> ClaimAsync(CancellationToken cancellation)
    {
        var due = await database.CountAsync(
            new($"select count(*) from exchange_subscription s where {Due}", ("now", clock.GetUtcNow())), cancellation);
        return due == 0 ? null : await database.WriteAsync(async session =>
        {
            var now = clock.GetUtcNow();
            var claim = await session.FindAsync(
                new($"select s.id, s.system_id from exchange_subscription s where {Due} order by s.rests_until, s.id limit 1"
                    + session.Dialect.ClaimSuffix, ("now", now)),
                row => new Claim(row.Id("id"), row.Id("system_id"), Guid.NewGuid()), cancellation);
            if (claim is not null)
            {
                await session.ExecuteAsync(
                    new("update exchange_subscription set lease_until = @until, holder = @holder where id = @id",
                        ("id", claim.Subscription), ("until", now + Lease), ("holder", claim.Holder)), cancellation);
            }
            return claim;
        }, cancellation);
    }

    /// <summary>Keeps the lease for one more attempt. False when it was lost, or the subscription is told no more.</summary>
    public async Task<bool> KeepAsync(Claim claim, CancellationToken cancellation) => await database.ExecuteAsync(
        new($"update exchange_subscription as s set lease_until = @until where s.id = @id and s.holder = @holder and {Told}",
            ("id", claim.Subscription), ("holder", claim.Holder), ("until", clock.GetUtcNow() + Lease)), cancellation) == 1;

    /// <summary>Gives the lease back; the others have their turn first.</summary>
    public Task<int> ReleaseAsync(Claim claim, CancellationToken cancellation) => database.ExecuteAsync(
        new("update exchange_subscription set lease_until = null, holder = null, "
            + "rests_until = case when rests_until < @now then @now else rests_until end where id = @id and holder = @holder",
            ("id", claim.Subscription), ("holder", claim.Holder), ("now", clock.GetUtcNow())), cancellation);

    /// <summary>What is due first.</summary>
    public Task<Delivery?> NextAsync(Claim claim, CancellationToken cancellation) => database.FindAsync(
        new($"{DeliveryLog.Select} where d.subscription_id = @id and d.state = 'Waiting' and d.due_at <= @now "
            + "order by d.due_at, d.id limit 1", ("id", claim.Subscription), ("now", clock.GetUtcNow())),
        DeliveryLog.Read, cancellation);

    /// <summary>
    /// The attempt, what becomes of the delivery and of the subscription, all or nothing; nothing where the subscription was
    /// removed meanwhile.
    /// </summary>
    /// <param name="stopped">The record of the stop, where the attempt is the last straw.</param>
    public Task<int> RecordAsync(
        Claim claim, Delivery delivery, DeliveryAttempt attempt, Verdict verdict, ExchangeEvent? stopped,
        CancellationToken cancellation) => database.WriteAsync(async session =>
        {
            var known = await session.ExecuteAsync(
                new("update exchange_delivery set state = @state, attempts = @attempts, due_at = @due, ended_at = @ended "
                    + "where id = @id and state = 'Waiting'",
                    ("id", delivery.Id), ("state", verdict.State), ("attempts", (long)delivery.Attempts + 1),
                    ("due", verdict.DueAt), ("ended", verdict.State == DeliveryState.Waiting ? null : attempt.At)), cancellation);
            if (known == 0)
            {
                return 0;
            }
            await DeliveryLog.AddAsync(session, delivery.Id, attempt, cancellation);
            await session.ExecuteAsync(AfterAttempt(claim, attempt, verdict), cancellation);
            return stopped is not null && await session.ExecuteAsync(
                new("update exchange_subscription set state = 'Stopped', stop = @stop where id = @id and state = 'Active'",
                    ("id", claim.Subscription), ("stop", verdict.Stop)), cancellation) == 1
                ? await ExchangeEvents.RecordAsync(session, stopped, cancellation) : 0;
        }, cancellation);

    private static Sql AfterAttempt(Claim claim, DeliveryAttempt attempt, Verdict verdict) => attempt.Failure is null
        ? new("update exchange_subscription set failures = 0, failing_since = null where id = @id and failures > 0",
            ("id", claim.Subscription))
        : new("update exchange_subscription set failures = failures + 1, failing_since = coalesce(failing_since, @at), "
            + "rests_until = @rests where id = @id and holder = @holder",
            ("id", claim.Subscription), ("at", attempt.At), ("rests", verdict.RestsUntil), ("holder", claim.Holder));
}
