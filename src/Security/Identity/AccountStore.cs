using System.Data.Common;
using System.Globalization;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Phusa.Kernel.Data;
using Phusa.Security.Administration;
using Phusa.Security.Contracts;

namespace Phusa.Security.Identity;

/// <summary>Keeps accounts for Identity's managers. Authenticator keys are encrypted, recovery codes hashed.</summary>
internal sealed partial class AccountStore(
    Database database, IDataProtectionProvider protection, IdentityErrorDescriber errors) : IUserStore<Account>
{
    private const string Columns =
        """
        id, user_name, normalized_user_name, display_name, password_hash, security_stamp, failed_count, lockout_end,
        two_factor, authenticator_key, created_at, one_time_until
        """;

    private readonly IDataProtector secrets = protection.CreateProtector("phusa.authenticator-key");

    public Task<IdentityResult> CreateAsync(Account user, CancellationToken cancellation) =>
        CreateAsync(user, [], null, cancellation);

    /// <summary>The account, what it may do and the record of who opened it appear together or not at all.</summary>
    public async Task<IdentityResult> CreateAsync(
        Account user, IReadOnlyList<RoleGrant> grants, AdminAction? action, CancellationToken cancellation)
    {
        try
        {
            await database.WriteAsync(
                async session =>
                {
                    await session.ExecuteAsync(Insert(user), cancellation);
                    if (action is not null)
                    {
                        await AdminActions.RecordAsync(session, action, cancellation);
                    }
                    return await GrantStore.ReplaceAsync(session, user.Id, grants, cancellation);
                },
                cancellation);
            return IdentityResult.Success;
        }
        catch (DbException failure) when (database.Dialect.IsDuplicate(failure))
        {
            return IdentityResult.Failed(errors.DuplicateUserName(user.UserName));
        }
    }

    public async Task<IdentityResult> UpdateAsync(Account user, CancellationToken cancellation)
    {
        var changed = await database.ExecuteAsync(new(
            """
            update security_account set user_name = @user, normalized_user_name = @normalized, display_name = @display,
                password_hash = @password, security_stamp = @stamp, failed_count = @failed, lockout_end = @lockout,
                two_factor = @two_factor, authenticator_key = @authenticator, one_time_until = @one_time
            where id = @id
            """,
            Values(user)), cancellation);
        return changed == 1 ? IdentityResult.Success : IdentityResult.Failed(errors.ConcurrencyFailure());
    }

    /// <summary>
    /// Accounts are never deleted: records refer to them. An account without grants and password is closed.
    /// </summary>
    public Task<IdentityResult> DeleteAsync(Account user, CancellationToken cancellation) =>
        throw new NotSupportedException("Accounts are closed, not deleted");

    public Task<Account?> FindByIdAsync(string userId, CancellationToken cancellation) =>
        Guid.TryParse(userId, out var id)
            ? database.FindAsync(new($"select {Columns}, locked_at from security_account where id = @id", ("id", id)), Read,
                cancellation)
            : Task.FromResult<Account?>(null);

    public Task<Account?> FindByNameAsync(string normalizedUserName, CancellationToken cancellation) =>
        database.FindAsync(
        new($"select {Columns}, locked_at from security_account where normalized_user_name = @name", ("name", normalizedUserName)),
        Read, cancellation);

    public Task<long> CountAsync(CancellationToken cancellation) =>
        database.CountAsync(new("select count(*) from security_account"), cancellation);

    public Task<string> GetUserIdAsync(Account user, CancellationToken cancellation) =>
        Task.FromResult(user.Id.ToString("D", CultureInfo.InvariantCulture));

    public Task<string?> GetUserNameAsync(Account user, CancellationToken cancellation) =>
        Task.FromResult<string?>(user.UserName);

    public Task SetUserNameAsync(Account user, string? userName, CancellationToken cancellation)
    {
        user.UserName = userName ?? "";
        return Task.CompletedTask;
    }

    public Task<string?> GetNormalizedUserNameAsync(Account user, CancellationToken cancellation) =>
        Task.FromResult<string?>(user.NormalizedUserName);

    public Task SetNormalizedUserNameAsync(Account user, string? normalizedName, CancellationToken cancellation)
    {
        user.NormalizedUserName = normalizedName ?? "";
        return Task.CompletedTask;
    }

    public void Dispose()
    {
    }

    private Sql Insert(Account user) => new(
        $"""
        insert into security_account ({Columns}) values (@id, @user, @normalized, @display, @password, @stamp, @failed,
            @lockout, @two_factor, @authenticator, @created, @one_time)
        """,
        [.. Values(user), ("created", user.CreatedAt)]);

    private (string, object?)[] Values(Account user) =>
    [
        ("id", user.Id), ("user", user.UserName), ("normalized", user.NormalizedUserName),
            ("display", user.DisplayName),
        ("password", user.PasswordHash), ("stamp", user.SecurityStamp), ("failed", (long)user.FailedCount),
        ("lockout", user.LockoutEnd), ("two_factor", user.TwoFactor),
        ("authenticator", user.AuthenticatorKey is { } key ? secrets.Protect(key) : null),
        ("one_time", user.OneTimeUntil),
    ];

    private Account Read(Row row) => new()
    {
        Id = row.Id("id"),
        UserName = row.Text("user_name"),
        NormalizedUserName = row.Text("normalized_user_name"),
        DisplayName = row.Text("display_name"),
        PasswordHash = row.TextOrNull("password_hash"),
        SecurityStamp = row.Text("security_stamp"),
        FailedCount = (int)row.Integer("failed_count"),
        LockoutEnd = row.InstantOrNull("lockout_end"),
        TwoFactor = row.Flag("two_factor"),
        AuthenticatorKey = row.TextOrNull("authenticator_key") is { } key ? secrets.Unprotect(key) : null,
        CreatedAt = row.Instant("created_at"),
        LockedAt = row.InstantOrNull("locked_at"),
        OneTimeUntil = row.InstantOrNull("one_time_until"),
    };
}
