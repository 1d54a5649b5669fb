using Phusa.Kernel.Data;

namespace Phusa.Exchange.Events;

/// <summary>
/// The append-only record of what was done to members, systems, credentials and services. Each entry is written in the
/// transaction of the deed itself; the database refuses to change or delete it.
/// </summary>
internal sealed class ExchangeEvents(Database database)
{
    private const string Columns =
        "id, done_at, actor_id, actor_name, action, member_id, system_id, detail, address, service_id, agreement_id";

    public static async Task<int> RecordAsync(Session session, ExchangeEvent done, CancellationToken cancellation)
    {
        await RegisterRevision.RaiseAsync(session, cancellation);
        return await session.ExecuteAsync(new(
            $"insert into exchange_event ({Columns}) values (@id, @at, @actor, @actor_name, @action, @member, @system, "
            + "@detail, @address, @service, @agreement)",
            ("id", done.Id), ("at", done.At), ("actor", done.ActorId), ("actor_name", done.ActorName),
            ("action", done.Action), ("member", done.MemberId), ("system", done.SystemId), ("detail", done.Detail),
            ("address", done.Address), ("service", done.ServiceId), ("agreement", done.AgreementId)), cancellation);
    }

    /// <summary>Newest first, about a member itself and not its systems.</summary>
    public Task<IReadOnlyList<ExchangeEvent>> OfMemberAsync(Guid member, int most, CancellationToken cancellation) =>
        database.ListAsync(
            new($"select {Columns} from exchange_event where member_id = @member and system_id is null "
                + "order by done_at desc, id desc limit @most", ("member", member), ("most", most)),
            Read, cancellation);

    /// <summary>Newest first, about a system and its credentials.</summary>
    public Task<IReadOnlyList<ExchangeEvent>> OfSystemAsync(Guid system, int most, CancellationToken cancellation) =>
        database.ListAsync(
            new($"select {Columns} from exchange_event where system_id = @system order by done_at desc, id desc "
                + "limit @most", ("system", system), ("most", most)),
            Read, cancellation);

    /// <summary>Newest first, about a service and its agreements.</summary>
    public Task<IReadOnlyList<ExchangeEvent>> OfServiceAsync(Guid service, int most, CancellationToken cancellation) =>
        database.ListAsync(
            new($"select {Columns} from exchange_event where service_id = @service order by done_at desc, id desc "
                + "limit @most", ("service", service), ("most", most)),
            Read, cancellation);

    /// <summary>Newest first, about an agreement.</summary>
    public Task<IReadOnlyList<ExchangeEvent>> OfAgreementAsync(Guid agreement, int most, CancellationToken cancellation) =>
        database.ListAsync(
            new($"select {Columns} from exchange_event where agreement_id = @agreement order by done_at desc, id desc "
                + "limit @most", ("agreement", agreement), ("most", most)),
            Read, cancellation);

    private static ExchangeEvent Read(Row row) => new(
        row.Id("id"), row.Instant("done_at"), row.IdOrNull("actor_id"), row.Text("actor_name"),
        row.Choice<ExchangeAction>("action"), row.Id("member_id"), row.IdOrNull("system_id"), row.Text("detail"),
        row.Text("address")) { ServiceId = row.IdOrNull("service_id"), AgreementId = row.IdOrNull("agreement_id") };
}
