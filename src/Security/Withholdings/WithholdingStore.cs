using System.Globalization;
using Phusa.Kernel.Data;

namespace Phusa.Security.Withholdings;

/// <summary>Withholdings in the records; what was done to each stands in the ledger as well.</summary>
internal sealed class WithholdingStore(Database records)
{
    private const string Select =
        "select id, renews_id, ordered_by, citation, kind, object, from_day, to_day, state, registered_by, registered_name, "
        + "registered_at, confirmed_by, confirmed_name, confirmed_at, ended_name, ended_at, end_reason from security_withholding";

    /// <summary>The newest first.</summary>
    public Task<IReadOnlyList<Withholding>> ListAsync(CancellationToken cancellation) =>
        records.ListAsync(new($"{Select} order by registered_at desc, id desc"), Read, cancellation);

    public Task<Withholding?> FindAsync(Guid id, CancellationToken cancellation) =>
        records.FindAsync(new($"{Select} where id = @id", ("id", id)), Read, cancellation);

    public Task<IReadOnlyList<Withholding>> InForceAsync(DateOnly day, CancellationToken cancellation) => records.ListAsync(
        new($"{Select} where state = 'Confirmed' and to_day >= @day", ("day", Iso(day))), Read, cancellation);

    public Task<int> AddAsync(Withholding one, CancellationToken cancellation) => records.ExecuteAsync(
        new("insert into security_withholding (id, renews_id, ordered_by, citation, kind, object, from_day, to_day, state, "
            + "registered_by, registered_name, registered_at) values (@id, @renews, @ordered, @citation, @kind, @object, @from, @to, "
            + "@state, @by, @name, @at)",
            ("id", one.Id), ("renews", one.RenewsId), ("ordered", one.Terms.OrderedBy), ("citation", one.Terms.Citation),
            ("kind", one.Terms.Kind), ("object", one.Terms.Object), ("from", Iso(one.Terms.From)), ("to", Iso(one.Terms.To)),
            ("state", one.State), ("by", one.Registered.AccountId), ("name", one.Registered.Name), ("at", one.Registered.At)),
        cancellation);

    /// <summary>False when it has been confirmed or ended meanwhile.</summary>
    public async Task<bool> ConfirmAsync(Guid id, SignedBy by, CancellationToken cancellation) => await records.ExecuteAsync(
        new("update security_withholding set state = 'Confirmed', confirmed_by = @by, confirmed_name = @name, confirmed_at = @at "
            + "where id = @id and state = 'Registered'", ("id", id), ("by", by.AccountId), ("name", by.Name), ("at", by.At)),
        cancellation) > 0;

    /// <summary>False when it was ended meanwhile.</summary>
    public async Task<bool> EndAsync(Guid id, SignedBy by, string reason, CancellationToken cancellation) => await records.ExecuteAsync(
        new("update security_withholding set state = 'Ended', ended_name = @name, ended_at = @at, end_reason = @reason "
            + "where id = @id and state <> 'Ended'", ("id", id), ("name", by.Name), ("at", by.At), ("reason", reason)),
        cancellation) > 0;

    private static Withholding Read(Row row) => new(
        row.Id("id"), row.IdOrNull("renews_id"),
        new(row.Text("ordered_by"), row.Text("citation"), row.Choice<WithholdingKind>("kind"), row.Text("object"),
            Day(row.Text("from_day")), Day(row.Text("to_day"))),
        row.Choice<WithholdingState>("state"),
        new(row.Id("registered_by"), row.Text("registered_name"), row.Instant("registered_at")),
        row.IdOrNull("confirmed_by") is { } by ? new(by, row.Text("confirmed_name"), row.Instant("confirmed_at")) : null,
        row.TextOrNull("ended_name"), row.InstantOrNull("ended_at"), row.TextOrNull("end_reason"));

    private static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static DateOnly Day(string iso) => DateOnly.ParseExact(iso, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
