using Phusa.Exchange.Events;
using Phusa.Kernel.Data;

namespace Phusa.Exchange.Alerts;

/// <summary>Alerts in the records; each is opened and closed together with its event.</summary>
internal sealed class AlertStore(Database database)
{
    private const string Select =
        "select id, rule, subject_id, service_id, system_id, value, bound, opened_at, seen_at, closed_at from exchange_alert ";

    public Task<IReadOnlyList<Alert>> OpenAsync(CancellationToken cancellation) => database.ReadAsync(
        session => OpenAsync(session, cancellation), cancellation);

    /// <summary>Closed at that time or later, the last one first.</summary>
    public Task<IReadOnlyList<Alert>> ClosedSinceAsync(DateTimeOffset since, CancellationToken cancellation) =>
        database.ListAsync(
            new($"{Select} where closed_at >= @since order by closed_at desc, id", ("since", since)), Read, cancellation);

    /// <summary>Opens what is found for the first time, and closes what is found no more. Two nodes may do so at once.</summary>
    /// <param name="told">The event of an alert that opens or closes.</param>
    public Task<int> ApplyAsync(
        IReadOnlyList<AlertFinding> findings, Func<AlertFinding, ExchangeAction, ExchangeEvent> told, DateTimeOffset now,
        CancellationToken cancellation) => database.WriteAsync(async session =>
    {
        var found = findings.ToDictionary(one => (one.Rule, one.Subject));
        var open = await OpenAsync(session, cancellation);
        foreach (var alert in open.Where(alert => !found.ContainsKey((alert.Finding.Rule, alert.Finding.Subject))))
        {
            var closed = await session.ExecuteAsync(new(
                "update exchange_alert set closed_at = @now where id = @id and closed_at is null",
                ("id", alert.Id), ("now", now)), cancellation);
            await TellAsync(session, closed, told(alert.Finding, ExchangeAction.AlertClosed), cancellation);
        }
        foreach (var finding in findings)
        {
            var known = open.Any(alert => (alert.Finding.Rule, alert.Finding.Subject) == (finding.Rule, finding.Subject));
            var opened = await session.ExecuteAsync(known ? Seen(finding, now) : Opening(finding, now), cancellation);
            await TellAsync(session, known ? 0 : opened, told(finding, ExchangeAction.AlertOpened), cancellation);
        }
        return findings.Count;
    }, cancellation);

    private static Task<IReadOnlyList<Alert>> OpenAsync(Session session, CancellationToken cancellation) => session.ListAsync(
        new($"{Select} where closed_at is null order by opened_at desc, id"), Read, cancellation);

    private static async Task TellAsync(Session session, int changed, ExchangeEvent done, CancellationToken cancellation)
    {
        if (changed > 0)
        {
            await ExchangeEvents.RecordAsync(session, done, cancellation);
        }
    }

    private static Sql Opening(AlertFinding finding, DateTimeOffset now) => new(
        """
        insert into exchange_alert (id, rule, subject_id, service_id, system_id, value, bound, opened_at, seen_at)
        values (@id, @rule, @subject, @service, @system, @value, @bound, @now, @now)
        on conflict (rule, subject_id) where closed_at is null do nothing
        """,
        ("id", Guid.CreateVersion7(now)), ("rule", finding.Rule), ("subject", finding.Subject), ("service", finding.Service),
        ("system", finding.System), ("value", finding.Value), ("bound", finding.Bound), ("now", now));

    private static Sql Seen(AlertFinding finding, DateTimeOffset now) => new(
        """
        update exchange_alert set value = @value, bound = @bound, seen_at = @now
        where rule = @rule and subject_id = @subject and closed_at is null
        """,
        ("rule", finding.Rule), ("subject", finding.Subject), ("value", finding.Value), ("bound", finding.Bound), ("now", now));

    private static Alert Read(Row row) => new(
        row.Id("id"),
        new(row.Choice<AlertRule>("rule"), row.Id("subject_id"), row.IdOrNull("service_id"), row.IdOrNull("system_id"),
            row.Decimal("value"), row.Decimal("bound")),
        row.Instant("opened_at"), row.Instant("seen_at"), row.InstantOrNull("closed_at"));
}
