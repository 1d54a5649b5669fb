using Microsoft.AspNetCore.Identity;
using Phusa.Kernel.Data;
using Phusa.Kernel.Outcomes;
using Phusa.Security.Contracts;
using Phusa.Security.Identity;

namespace Phusa.Security.Administration;

/// <summary>
/// What an administrator does when somebody leaves, forgets or loses something. Each deed and its record are one
/// transaction, and each ends the account's sessions. One's own account is cared for on its own page.
/// </summary>
internal sealed class SecureAccount(
    Database database, AccountStore accounts, UserManager<Account> users, TimeProvider time)
{
    /// <summary>Sessions end, and neither the password nor any API key opens the account until it is unlocked.</summary>
    public Task<Outcome<Account>> LockAsync(Caller by, Guid id, CancellationToken cancellation) => ChangeAsync(
        by, id, AdminActionKind.AccountLocked,
        new("update security_account set locked_at = @now where id = @id and locked_at is null",
            ("id", id), ("now", time.GetUtcNow())), cancellation);

    /// <summary>Also lifts the lockout after wrong passwords.</summary>
    public Task<Outcome<Account>> UnlockAsync(Caller by, Guid id, CancellationToken cancellation) => ChangeAsync(
        by, id, AdminActionKind.AccountUnlocked,
        new("update security_account set locked_at = null, lockout_end = null, failed_count = 0 where id = @id",
            ("id", id)), cancellation);

    public async Task<Outcome<GivenPassword>> ResetPasswordAsync(Caller by, Guid id, CancellationToken cancellation)
    {
        var password = OneTimePassword.Make();
        var done = await ChangeAsync(
            by, id, AdminActionKind.PasswordReset, new(
                """
                update security_account set password_hash = @hash, security_stamp = @stamp, one_time_until = @until,
                    failed_count = 0, lockout_end = null
                where id = @id
                """,
                ("id", id), ("hash", users.PasswordHasher.HashPassword(Unnamed(id), password)), ("stamp", Stamp()),
                ("until", time.GetUtcNow() + OneTimePassword.Lifetime)), cancellation);
        return done.IsDone ? new GivenPassword(id, password)
            : done.IsMissing ? new Missing(done.Problems[0]) : new Refusal(done.Problems);
    }

    /// <summary>For a lost telephone: the password alone opens the account until its owner sets up another.</summary>
    public Task<Outcome<Account>> ResetSecondFactorAsync(Caller by, Guid id, CancellationToken cancellation) => ChangeAsync(
        by, id, AdminActionKind.SecondFactorReset,
        new("update security_account set two_factor = @off, authenticator_key = null, security_stamp = @stamp "
            + "where id = @id", ("id", id), ("off", false), ("stamp", Stamp())), cancellation);

    public Task<Outcome<Account>> EndSessionsAsync(Caller by, Guid id, CancellationToken cancellation) => ChangeAsync(
        by, id, AdminActionKind.SessionsEnded, null, cancellation);

    private async Task<Outcome<Account>> ChangeAsync(
        Caller by, Guid id, AdminActionKind kind, Sql? change, CancellationToken cancellation)
    {
        if (await accounts.FindByIdAsync(id.ToString(), cancellation) is not { } account)
        {
            return new Missing(new("account", "account.missing", T.AccountGone));
        }
        if (by.AccountId == id)
        {
            return new Refusal(new Problem("account", "admin.own-account", T.AdminOwnAccount));
        }
        var action = AdminAction.By(by, time.GetUtcNow(), kind, id.ToString(), account.UserName);
        await database.WriteAsync(
            async session =>
            {
                if (change is not null)
                {
                    await session.ExecuteAsync(change, cancellation);
                }
                if (kind == AdminActionKind.SecondFactorReset)
                {
                    await session.ExecuteAsync(
                        new("delete from security_recovery_code where account_id = @id", ("id", id)), cancellation);
                }
                await session.ExecuteAsync(
                    new("delete from security_session where account_id = @id", ("id", id)), cancellation);
                return await AdminActions.RecordAsync(session, action, cancellation);
            },
            cancellation);
        return account;
    }

    /// <summary>The hasher's interface asks for an account and does not look at it.</summary>
    private static Account Unnamed(Guid id) => new()
    {
        Id = id, UserName = "", DisplayName = "", CreatedAt = DateTimeOffset.UnixEpoch,
    };

    private static string Stamp() => Guid.NewGuid().ToString("N");
}
