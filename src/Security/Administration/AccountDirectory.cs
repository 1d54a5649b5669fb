using Phusa.Kernel.Data;
using Phusa.Kernel.Vietnamese;
using Phusa.Security.Contracts;

namespace Phusa.Security.Administration;

/// <summary>An account as administrators see it: never its secrets.</summary>
internal sealed record AccountEntry(
    Guid Id, string UserName, string DisplayName, bool TwoFactor, DateTimeOffset? LockedAt,
    DateTimeOffset? OneTimeUntil, DateTimeOffset CreatedAt, DateTimeOffset? SeenAt, IReadOnlyList<RoleGrant> Grants);

internal sealed record AccountList(IReadOnlyList<AccountEntry> Entries, int Page, int Total)
{
    public const int Size = 50;
}

/// <summary>Finds accounts by any words of their names, with or without accents.</summary>
internal sealed class AccountDirectory(Database database)
{
    private sealed record Name(Guid Id, string Folded);

    /// <summary>
    /// Names are folded here, where Vietnamese is understood, and not in the database: a province has some thousand
    /// accounts, which takes milliseconds.
    /// </summary>
    public async Task<AccountList> ListAsync(string? search, int page, CancellationToken cancellation)
    {
        var words = Folding.Fold(search ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var names = await database.ListAsync(
            new("select id, user_name, display_name from security_account order by normalized_user_name"),
            row => new Name(row.Id("id"), Folding.Fold($"{row.Text("user_name")} {row.Text("display_name")}")),
            cancellation);
        var found = names
            .Where(name => words.All(word => name.Folded.Contains(word, StringComparison.Ordinal))).ToList();
        var shown = Math.Clamp(page, 1, Math.Max(1, (found.Count + AccountList.Size - 1) / AccountList.Size));
        var ids = found.Skip((shown - 1) * AccountList.Size).Take(AccountList.Size).Select(name => name.Id).ToArray();
        var entries = await ReadAsync(ids, cancellation);
        return new([.. ids.Select(id => entries[id])], shown, found.Count);
    }

    public async Task<AccountEntry?> FindAsync(Guid id, CancellationToken cancellation) =>
        (await ReadAsync([id], cancellation)).GetValueOrDefault(id);

    private async Task<Dictionary<Guid, AccountEntry>> ReadAsync(Guid[] ids, CancellationToken cancellation)
    {
        var grants = (await database.ListAsync(
            new("select account_id, role, agency_code from security_grant where "
                + database.Dialect.IsAnyOf("account_id", "ids") + " order by role, agency_code", ("ids", ids)),
            row => (Account: row.Id("account_id"),
                Grant: new RoleGrant(row.Choice<Role>("role"), row.Text("agency_code"))), cancellation))
            .ToLookup(row => row.Account, row => row.Grant);
        var found = await database.ListAsync(
            new("select id, user_name, display_name, two_factor, locked_at, one_time_until, created_at, "
                + "(select max(last_seen_at) from security_session where account_id = security_account.id) as seen_at "
                + "from security_account where " + database.Dialect.IsAnyOf("id", "ids"), ("ids", ids)),
            row => new AccountEntry(
                row.Id("id"), row.Text("user_name"), row.Text("display_name"), row.Flag("two_factor"),
                row.InstantOrNull("locked_at"), row.InstantOrNull("one_time_until"), row.Instant("created_at"),
                row.InstantOrNull("seen_at"), [.. grants[row.Id("id")]]), cancellation);
        return found.ToDictionary(entry => entry.Id);
    }
}
