using Phusa.Exchange.Events;
using Phusa.Kernel.Data;

namespace Phusa.Exchange.Upstreams;

/// <summary>How upstreams stand, in the records, and whose turn it is to be asked.</summary>
internal sealed class HealthStore(Database database)
{
    private const string Select =
        "select t.service_id, t.cause, t.status, t.since, t.checked_at, t.revision, u.answer_check "
        + "from exchange_upstream_state t join exchange_upstream u on u.service_id = t.service_id";

    /// <summary>Part of the transaction that writes the first settings; due at once.</summary>
    public static Task<int> InsertAsync(Session session, Guid service, DateTimeOffset now, CancellationToken cancellation) =>
        session.ExecuteAsync(new(
            "insert into exchange_upstream_state (service_id, due_at, revision) values (@service, @now, 0)",
            ("service", service), ("now", now)), cancellation);

    public Task<UpstreamHealth?> FindAsync(Guid service, CancellationToken cancellation) => database.FindAsync(
        new($"{Select} where t.service_id = @service", ("service", service)), Read, cancellation);

    public Task<IReadOnlyList<UpstreamHealth>> ListAsync(CancellationToken cancellation) =>
        database.ListAsync(new(Select), Read, cancellation);

    /// <summary>Services whose owners said that they are being worked on.</summary>
    public Task<IReadOnlyList<Guid>> MaintainedAsync(DateTimeOffset now, CancellationToken cancellation) => database.ListAsync(
        new("select service_id from exchange_upstream where maintenance_until > @now", ("now", now)),
        row => row.Id("service_id"), cancellation);

    /// <summary>Services whose upstreams are to be asked now; none that are not offered, or being maintained.</summary>
    public Task<IReadOnlyList<Guid>> DueAsync(DateTimeOffset now, CancellationToken cancellation) => database.ListAsync(
        new("select t.service_id from exchange_upstream_state t join exchange_upstream u on u.service_id = t.service_id "
            + "join exchange_service s on s.id = t.service_id where t.due_at <= @now and s.state in ('Published', 'Deprecated') "
            + "and (u.maintenance_until is null or u.maintenance_until <= @now) order by t.due_at", ("now", now)),
        row => row.Id("service_id"), cancellation);

    /// <summary>Takes the turn, so that one node alone asks. False when another has taken it.</summary>
    public async Task<bool> ClaimAsync(Guid service, DateTimeOffset now, DateTimeOffset next, CancellationToken cancellation) =>
        await database.ExecuteAsync(new(
            "update exchange_upstream_state set due_at = @next where service_id = @service and due_at <= @now",
            ("service", service), ("now", now), ("next", next)), cancellation) > 0;

    /// <summary>False, with nothing written, when another look was written meanwhile.</summary>
    /// <param name="done">Where it goes otherwise than before.</param>
    public Task<bool> SaveAsync(UpstreamHealth health, ExchangeEvent? done, CancellationToken cancellation) =>
        database.WriteAsync(async session =>
        {
            var changed = await session.ExecuteAsync(new(
                "update exchange_upstream_state set cause = @cause, status = @status, since = @since, checked_at = @at, "
                + "revision = revision + 1 where service_id = @service and revision = @revision",
                ("service", health.ServiceId), ("cause", health.Last?.Cause), ("status", (long?)health.Last?.Status),
                ("since", health.Since), ("at", health.CheckedAt), ("revision", health.Revision)), cancellation);
            if (changed > 0 && done is not null)
            {
                await ExchangeEvents.RecordAsync(session, done, cancellation);
            }
            return changed > 0;
        }, cancellation);

    private static UpstreamHealth Read(Row row) => new(
        row.Id("service_id"),
        row.IsNull("cause") ? null : new(row.Choice<ConnectionCause>("cause"), (int?)row.IntegerOrNull("status")),
        row.InstantOrNull("since"), row.InstantOrNull("checked_at"), row.Integer("revision"),
        row.Choice<AnswerChecking>("answer_check"));
}
