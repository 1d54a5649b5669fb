using Phusa.Exchange.Agreements;
using Phusa.Kernel.Data;
using Phusa.Kernel.Periods;

namespace Phusa.Exchange.Webhooks;

/// <summary>An event with the ones it concerns.</summary>
internal sealed record StoredEvent(WebhookEvent Event, Guid? System, string? Dataset);

/// <summary>What was published and to whom it goes; see <see cref="Contracts.OutgoingEvent"/>.</summary>
internal sealed class OutgoingStore(Database database, Catalog.Contracts.Datasets datasets, TimeProvider clock)
{
    private const int AtATime = 100;

    private const string Select = "select id, type, happened_at, link, body, system_id, dataset from exchange_outgoing";

    /// <summary>
    /// Makes a delivery of each new event for every subscription it concerns, and marks the event in the same transaction.
    /// </summary>
    /// <returns>How many events were spread.</returns>
    public async Task<int> SpreadAsync(CancellationToken cancellation)
    {
        if (await database.CountAsync(new("select count(*) from exchange_outgoing where spread_at is null"), cancellation) == 0)
        {
            return 0;
        }
        var open = await OpenAsync(cancellation);
        return await database.WriteAsync(async session =>
        {
            var found = await session.ListAsync(
                new($"{Select} where spread_at is null order by happened_at, id limit @most" + session.Dialect.ClaimSuffix,
                    ("most", (long)AtATime)), Read, cancellation);
            var told = await SubscriptionStore.ActiveAsync(session, cancellation);
            foreach (var one in found)
            {
                foreach (var to in (await ConcernedAsync(session, one, told, open, cancellation))
                    .Where(to => one.Event.At >= to.VerifiedAt))
                {
                    await session.ExecuteAsync(Deliver(to.Id, one, "do nothing"), cancellation);
                }
                await session.ExecuteAsync(
                    new("update exchange_outgoing set spread_at = @now where id = @id",
                        ("id", one.Event.Id), ("now", clock.GetUtcNow())), cancellation);
            }
            return found.Count;
        }, cancellation);
    }

    /// <summary>
    /// Sends one subscription again what it was told since then, and what it would have been told had it been there.
    /// </summary>
    /// <param name="all">Also what has been delivered.</param>
    /// <returns>How many events are on their way.</returns>
    public async Task<int> ReplayAsync(Subscription to, DateTimeOffset since, bool all, CancellationToken cancellation)
    {
        var open = await OpenAsync(cancellation);
        var (sent, last) = (0, (At: since, Id: Guid.Empty));
        while (true)
        {
            var found = await database.ListAsync(
                new($"{Select} where spread_at is not null and (happened_at > @at or (happened_at = @at and id > @id)) "
                    + "order by happened_at, id limit @most", ("at", last.At), ("id", last.Id), ("most", (long)AtATime)),
                Read, cancellation);
            sent += await database.WriteAsync(
                session => AgainAsync(session, to, found, open, all, cancellation), cancellation);
            if (found.Count < AtATime)
            {
                return sent;
            }
            last = (found[^1].Event.At, found[^1].Event.Id);
        }
    }

    /// <summary>Sends one delivery again, whatever became of it.</summary>
    public Task<int> ReplayAsync(Guid delivery, CancellationToken cancellation) => database.ExecuteAsync(
        new("update exchange_delivery set state = 'Waiting', attempts = 0, due_at = @now, ended_at = null where id = @id",
            ("id", delivery), ("now", clock.GetUtcNow())), cancellation);

    internal static WebhookEvent Read(Row row, string id) =>
        new(row.Id(id), row.Text("type"), row.Instant("happened_at"), row.Text("link"), row.Text("body"));

    private async Task<int> AgainAsync(
        Session session, Subscription to, IReadOnlyList<StoredEvent> events, IReadOnlySet<string> open, bool all,
        CancellationToken cancellation)
    {
        var sent = 0;
        foreach (var one in events)
        {
            if ((await ConcernedAsync(session, one, [to], open, cancellation)).Any())
            {
                sent += await session.ExecuteAsync(Deliver(
                    to.Id, one, "do update set state = 'Waiting', attempts = 0, due_at = excluded.due_at, ended_at = null "
                    + "where exchange_delivery.state <> 'Delivered' or @all", ("all", all)), cancellation);
            }
        }
        return sent;
    }

    private Sql Deliver(Guid to, StoredEvent one, string onConflict, params (string, object?)[] also) => new(
        "insert into exchange_delivery (id, subscription_id, event_id, state, attempts, due_at) "
        + "values (@id, @to, @event, 'Waiting', 0, @now) on conflict (subscription_id, event_id) " + onConflict,
        [("id", Guid.CreateVersion7(clock.GetUtcNow())), ("to", to), ("event", one.Event.Id), ("now", clock.GetUtcNow()), .. also]);

    /// <summary>Those among the subscriptions that asked for such an event and may know of it.</summary>
    private static async Task<IEnumerable<Subscription>> ConcernedAsync(
        Session session, StoredEvent one, IReadOnlyList<Subscription> among, IReadOnlySet<string> open,
        CancellationToken cancellation)
    {
        var asked = among.Where(to => to.Types.Contains(one.Event.Type) && (one.System is null || one.System == to.SystemId));
        if (one.Dataset is not { } dataset)
        {
            return asked;
        }
        asked = asked.Where(to => to.Datasets.Count == 0 || to.Datasets.Contains(dataset));
        if (open.Contains(dataset))
        {
            return asked;
        }
        var agreed = await AgreementStore.SystemsOnAsync(session, dataset, VietnamTime.DayOf(one.Event.At), cancellation);
        return asked.Where(to => agreed.Contains(to.SystemId));
    }

    private async Task<IReadOnlySet<string>> OpenAsync(CancellationToken cancellation) =>
        (await datasets.ListAsync(cancellation)).Where(one => one.Classification == Catalog.Contracts.Classification.Open)
            .Select(one => one.Name).ToHashSet(StringComparer.Ordinal);

    private static StoredEvent Read(Row row) => new(Read(row, "id"), row.IdOrNull("system_id"), row.TextOrNull("dataset"));
}
