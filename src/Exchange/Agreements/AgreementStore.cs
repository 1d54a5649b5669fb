using System.Globalization;
using Phusa.Exchange.Events;
using Phusa.Exchange.Webhooks;
using Phusa.Kernel.Data;

namespace Phusa.Exchange.Agreements;

/// <summary>Agreements in the records; every change is written together with its event.</summary>
internal sealed class AgreementStore(Database database)
{
    private const string Columns =
        "id, system_id, service_id, renews_id, purpose, legal_basis, fields, condition, quota_per_day, rate_per_minute, "
        + "hours_from, hours_to, valid_from, valid_to, needs_case, needs_consent, state, requested_by, requested_name, "
        + "requested_at, due_on, approved_by, approved_name, approved_at, decided_by, decided_name, decided_at, reason, "
        + "citation, revision";

    private const string Select = $"select {Columns} from exchange_agreement";

    /// <summary>Newest first.</summary>
    public Task<IReadOnlyList<Agreement>> ListAsync(CancellationToken cancellation) =>
        database.ListAsync(new($"{Select} order by requested_at desc, id desc"), Read, cancellation);

    public Task<Agreement?> FindAsync(Guid id, CancellationToken cancellation) =>
        database.FindAsync(new($"{Select} where id = @id", ("id", id)), Read, cancellation);

    /// <summary>
    /// By which a system may call a service: granted, valid on the day, and the service offered; of several the one granted
    /// last. Hours, quota and rate are the caller's to check, who knows what to say of each.
    /// </summary>
    /// <param name="only">The one that counts; null where any does.</param>
    public async Task<Agreement?> FindGrantedAsync(
        Guid system, Guid service, Guid? only, DateOnly day, CancellationToken cancellation) =>
        (await database.ListAsync(
            new($"{Select} where system_id = @system and service_id = @service and state = 'Granted' and valid_from <= @day "
                + "and valid_to >= @day and exists (select 1 from exchange_service s where s.id = service_id "
                + "and s.state in ('Published', 'Deprecated')) order by decided_at desc, id desc",
                ("system", system), ("service", service), ("day", Iso(day))), Read, cancellation))
            .FirstOrDefault(agreement => only is null || agreement.Id == only);

    /// <summary>
    /// What a system has in place of an agreement by which it may call: one that is suspended, else one of other days, else a
    /// request that waits for its answer. Null where there is nothing, or all was refused or ended.
    /// </summary>
    public async Task<Agreement?> FindIdleAsync(Guid system, Guid service, Guid? only, CancellationToken cancellation) =>
        (await database.ListAsync(
            new($"{Select} where system_id = @system and service_id = @service and state in ('Suspended', 'Granted', 'Requested') "
                + "order by case state when 'Suspended' then 0 when 'Granted' then 1 else 2 end, valid_to desc, id desc",
                ("system", system), ("service", service)), Read, cancellation))
            .FirstOrDefault(agreement => only is null || agreement.Id == only);

    /// <summary>Whether agreements of a service still run.</summary>
    public async Task<bool> AnyRunningAsync(Guid service, DateOnly day, CancellationToken cancellation) =>
        (await database.ListAsync(
            new("select id from exchange_agreement where service_id = @service and state in ('Granted', 'Suspended') "
                + "and valid_to >= @day limit 1", ("service", service), ("day", Iso(day))),
            row => row.Id("id"), cancellation)).Count > 0;

    /// <summary>Granted or suspended, with their last day in the span.</summary>
    public Task<IReadOnlyList<Agreement>> EndingAsync(DateOnly from, DateOnly to, CancellationToken cancellation) =>
        database.ListAsync(
            new($"{Select} where state in ('Granted', 'Suspended') and valid_to >= @from and valid_to <= @to order by valid_to, id",
                ("from", Iso(from)), ("to", Iso(to))), Read, cancellation);

    /// <summary>Systems that may call a service of the dataset on the day.</summary>
    public static async Task<IReadOnlySet<Guid>> SystemsOnAsync(
        Session session, string dataset, DateOnly day, CancellationToken cancellation) => (await session.ListAsync(
            new("select distinct a.system_id from exchange_agreement a join exchange_service s on s.id = a.service_id "
                + "where s.dataset = @dataset and s.state in ('Published', 'Deprecated') and a.state = 'Granted' "
                + "and a.valid_from <= @day and a.valid_to >= @day", ("dataset", dataset), ("day", Iso(day))),
            row => row.Id("system_id"), cancellation)).ToHashSet();

    public Task<int> AddAsync(Agreement agreement, ExchangeEvent done, CancellationToken cancellation) =>
        database.WriteAsync(async session =>
        {
            await session.ExecuteAsync(
                new($"insert into exchange_agreement ({Columns}) values (@id, @system, @service, @renews, @purpose, @basis, "
                    + "@fields, @condition, @quota, @rate, @hours_from, @hours_to, @valid_from, @valid_to, @case, @consent, "
                    + "@state, @requested_by, @requested_name, @requested_at, @due, @approved_by, @approved_name, @approved_at, "
                    + "@decided_by, @decided_name, @decided_at, @reason, @citation, @revision)",
                    [("system", agreement.SystemId), ("service", agreement.ServiceId), ("renews", agreement.RenewsId),
                        .. Values(agreement.Terms), ("requested_by", agreement.Requested.AccountId),
                        ("requested_name", agreement.Requested.Name), ("requested_at", agreement.Requested.At),
                        ("due", Iso(agreement.DueOn)), .. Values(agreement)]), cancellation);
            return await ExchangeEvents.RecordAsync(session, done, cancellation);
        }, cancellation);

    /// <summary>Its state, approvals and reason. False, with nothing written, when somebody else changed it meanwhile.</summary>
    public Task<bool> ChangeAsync(Agreement next, ExchangeEvent done, CancellationToken cancellation) =>
        database.WriteAsync(async session =>
        {
            var changed = await session.ExecuteAsync(
                new("update exchange_agreement set state = @state, approved_by = @approved_by, approved_name = @approved_name, "
                    + "approved_at = @approved_at, decided_by = @decided_by, decided_name = @decided_name, "
                    + "decided_at = @decided_at, reason = @reason, citation = @citation, revision = revision + 1 "
                    + "where id = @id and revision = @revision", Values(next)), cancellation);
            if (changed > 0)
            {
                await ExchangeEvents.RecordAsync(session, done, cancellation);
                await (ExchangeEventKinds.Of(next, done)?.PublishAsync(session, cancellation) ?? Task.CompletedTask);
            }
            return changed > 0;
        }, cancellation);

    private static (string, object?)[] Values(AgreementTerms terms) =>
    [
        ("purpose", terms.Purpose), ("basis", terms.LegalBasis), ("fields", JsonStorage.Write(terms.Fields)),
        ("condition", terms.Condition), ("quota", (long?)terms.QuotaPerDay), ("rate", (long?)terms.RatePerMinute),
        ("hours_from", Iso(terms.Hours?.From)), ("hours_to", Iso(terms.Hours?.To)), ("valid_from", Iso(terms.ValidFrom)),
        ("valid_to", Iso(terms.ValidTo)), ("case", terms.NeedsCase), ("consent", terms.NeedsConsent),
    ];

    private static (string, object?)[] Values(Agreement agreement) =>
    [
        ("id", agreement.Id), ("state", agreement.State), ("approved_by", agreement.FirstApproval?.AccountId),
        ("approved_name", agreement.FirstApproval?.Name), ("approved_at", agreement.FirstApproval?.At),
        ("decided_by", agreement.Decision?.AccountId), ("decided_name", agreement.Decision?.Name),
        ("decided_at", agreement.Decision?.At), ("reason", agreement.Reason), ("citation", agreement.Citation),
        ("revision", agreement.Revision),
    ];

    private static Agreement Read(Row row) => new(
        row.Id("id"), row.Id("system_id"), row.Id("service_id"), row.IdOrNull("renews_id"),
        new(row.Text("purpose"), row.Text("legal_basis"), row.Json<string[]>("fields"), row.TextOrNull("condition"),
            (int?)row.IntegerOrNull("quota_per_day"), (int?)row.IntegerOrNull("rate_per_minute"),
            row.IsNull("hours_from") ? null : new(Time(row.Text("hours_from")), Time(row.Text("hours_to"))),
            Date(row.Text("valid_from")), Date(row.Text("valid_to")), row.Flag("needs_case"), row.Flag("needs_consent")),
        row.Choice<AgreementState>("state"), Who(row, "requested")!, Date(row.Text("due_on")), Who(row, "approved"),
        Who(row, "decided"), row.TextOrNull("reason"), row.TextOrNull("citation"), row.Integer("revision"));

    private static DoneBy? Who(Row row, string deed) => row.IsNull($"{deed}_name") ? null
        : new(row.IdOrNull($"{deed}_by"), row.Text($"{deed}_name"), row.Instant($"{deed}_at"));

    private static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string? Iso(TimeOnly? time) => time?.ToString("HH:mm", CultureInfo.InvariantCulture);

    private static DateOnly Date(string iso) => DateOnly.ParseExact(iso, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static TimeOnly Time(string iso) => TimeOnly.ParseExact(iso, "HH:mm", CultureInfo.InvariantCulture);
}
