using Phusa.Kernel.Data;

namespace Phusa.Exchange.Webhooks;

/// <summary>How many deliveries of a subscription are in each state.</summary>
internal sealed record DeliveryCounts(int Waiting, int Delivered, int Dead)
{
    public int All => Waiting + Delivered + Dead;

    public int Of(DeliveryState? state) => state switch
    {
        DeliveryState.Waiting => Waiting, DeliveryState.Delivered => Delivered, DeliveryState.Dead => Dead, _ => All,
    };
}

/// <summary>Deliveries and their attempts, kept for thirty days after the event, delivered or not.</summary>
internal sealed class DeliveryLog(Database database, TimeProvider clock)
{
    public static readonly TimeSpan Kept = TimeSpan.FromDays(30);

    internal const string Select =
        "select d.id, d.state, d.attempts, d.due_at, d.ended_at, e.id as event_id, e.type, e.happened_at, "
        + "e.link, e.body from exchange_delivery d join exchange_outgoing e on e.id = d.event_id";

    private const string WithLast =
        "select d.id, d.state, d.attempts, d.due_at, d.ended_at, e.id as event_id, e.type, e.happened_at, "
        + "e.link, e.body, a.made_at, a.took_ms, a.status, a.failure from exchange_delivery d "
        + "join exchange_outgoing e on e.id = d.event_id left join exchange_delivery_attempt a on a.id = (select l.id from "
        + "exchange_delivery_attempt l where l.delivery_id = d.id order by l.made_at desc, l.id desc limit 1)";

    /// <summary>Newest event first.</summary>
    /// <param name="state">Null for all.</param>
    public Task<IReadOnlyList<Delivery>> ListAsync(
        Guid subscription, DeliveryState? state, int skip, int most, CancellationToken cancellation) => database.ListAsync(
            new($"{WithLast} where d.subscription_id = @id and (@any or d.state = @state) "
                + "order by e.happened_at desc, d.id desc limit @most offset @skip",
                ("id", subscription), ("any", state is null), ("state", (state ?? default).ToString()), ("most", (long)most),
                ("skip", (long)skip)), ReadWithLast, cancellation);

    public Task<Delivery?> FindAsync(Guid subscription, Guid id, CancellationToken cancellation) => database.FindAsync(
        new($"{WithLast} where d.subscription_id = @subscription and d.id = @id", ("subscription", subscription), ("id", id)),
        ReadWithLast, cancellation);

    /// <summary>Newest first.</summary>
    public Task<IReadOnlyList<DeliveryAttempt>> AttemptsAsync(Guid delivery, CancellationToken cancellation) => database.ListAsync(
        new("select made_at, took_ms, status, failure from exchange_delivery_attempt where delivery_id = @id "
            + "order by made_at desc, id desc", ("id", delivery)), ReadAttempt, cancellation);

    public async Task<DeliveryCounts> CountAsync(Guid subscription, CancellationToken cancellation)
    {
        var counts = await database.ListAsync(
            new("select state, count(*) as many from exchange_delivery where subscription_id = @id group by state",
                ("id", subscription)),
            row => (State: row.Choice<DeliveryState>("state"), Many: (int)row.Integer("many")), cancellation);
        int Of(DeliveryState state) => counts.FirstOrDefault(one => one.State == state).Many;
        return new(Of(DeliveryState.Waiting), Of(DeliveryState.Delivered), Of(DeliveryState.Dead));
    }

    public static Task<int> AddAsync(Session session, Guid delivery, DeliveryAttempt attempt, CancellationToken cancellation) =>
        session.ExecuteAsync(
            new("insert into exchange_delivery_attempt (id, delivery_id, made_at, took_ms, status, failure) "
                + "values (@id, @delivery, @at, @took, @status, @failure)",
                ("id", Guid.CreateVersion7(attempt.At)), ("delivery", delivery), ("at", attempt.At),
                ("took", (long)attempt.Took.TotalMilliseconds), ("status", (long?)attempt.Status), ("failure", attempt.Failure)),
            cancellation);

    /// <summary>Removes events that are too old, with all that belongs to them.</summary>
    public Task<int> ClearAsync(CancellationToken cancellation) => database.WriteAsync(async session =>
    {
        var before = ("before", (object?)(clock.GetUtcNow() - Kept));
        await session.ExecuteAsync(
            new("delete from exchange_delivery_attempt where delivery_id in (select d.id from exchange_delivery d "
                + "join exchange_outgoing e on e.id = d.event_id where e.happened_at < @before)", before), cancellation);
        await session.ExecuteAsync(
            new("delete from exchange_delivery where event_id in (select id from exchange_outgoing where happened_at < @before)",
                before), cancellation);
        return await session.ExecuteAsync(
            new("delete from exchange_outgoing where happened_at < @before and spread_at is not null", before), cancellation);
    }, cancellation);

    internal static Delivery Read(Row row) => new(
        row.Id("id"), OutgoingStore.Read(row, "event_id"), row.Choice<DeliveryState>("state"),
        (int)row.Integer("attempts"), row.Instant("due_at"), row.InstantOrNull("ended_at"));

    private static Delivery ReadWithLast(Row row) =>
        Read(row) with { Last = row.IsNull("made_at") ? null : ReadAttempt(row) };

    private static DeliveryAttempt ReadAttempt(Row row) => new(
        row.Instant("made_at"), TimeSpan.FromMilliseconds(row.Integer("took_ms")), (int?)row.IntegerOrNull("status"),
        row.IsNull("failure") ? null : row.Choice<DeliveryFailure>("failure"));
}
