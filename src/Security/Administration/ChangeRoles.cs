using Phusa.Kernel.Data;
using Phusa.Kernel.Outcomes;
using Phusa.Security.Contracts;

namespace Phusa.Security.Administration;

/// <summary>Gives an account a role at an agency, or takes one away. Nobody changes their own roles.</summary>
internal sealed class ChangeRoles(
    Database database, Contracts.Accounts accounts, AccountDirectory directory, TimeProvider time)
{
    public Task<Outcome<AccountEntry>> GrantAsync(
        Caller by, Guid account, RoleGrant grant, CancellationToken cancellation) =>
        ChangeAsync(by, account, grant, true, cancellation);

    public Task<Outcome<AccountEntry>> RevokeAsync(
        Caller by, Guid account, RoleGrant grant, CancellationToken cancellation) =>
        ChangeAsync(by, account, grant, false, cancellation);

    private async Task<Outcome<AccountEntry>> ChangeAsync(
        Caller by, Guid account, RoleGrant grant, bool give, CancellationToken cancellation)
    {
        if (await directory.FindAsync(account, cancellation) is not { } entry)
        {
            return new Missing(new("account", "account.missing", T.AccountGone));
        }
        if (by.AccountId == account)
        {
            return new Refusal(new Problem("account", "admin.own-account", T.AdminOwnAccount));
        }
        if (give && await accounts.GrantProblemsAsync([grant], cancellation) is { Count: > 0 } problems)
        {
            return new Refusal(problems);
        }
        if (entry.Grants.Contains(grant) == give)
        {
            return entry;
        }
        var now = time.GetUtcNow();
        await database.WriteAsync(
            async session =>
            {
                await session.ExecuteAsync(give ? Give(account, grant) : Take(account, grant), cancellation);
                return await AdminActions.RecordAsync(
                    session, AdminAction.By(by, now, AdminActionKind.RolesChanged, account.ToString(), entry.UserName,
                        $"{(give ? '+' : '-')}{grant.Role}@{grant.Agency}"), cancellation);
            },
            cancellation);
        return await directory.FindAsync(account, cancellation) ?? entry;
    }

    private static Sql Give(Guid account, RoleGrant grant) => new(
        "insert into security_grant (account_id, role, agency_code) values (@id, @role, @agency) "
        + "on conflict (account_id, role, agency_code) do nothing",
        ("id", account), ("role", grant.Role), ("agency", grant.Agency));

    private static Sql Take(Guid account, RoleGrant grant) => new(
        "delete from security_grant where account_id = @id and role = @role and agency_code = @agency",
        ("id", account), ("role", grant.Role), ("agency", grant.Agency));
}
