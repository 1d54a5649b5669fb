using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Identity;
using Phusa.Kernel.Data;

namespace Phusa.Security.Identity;

/// <summary>The second factor: authenticator key and one-time recovery codes.</summary>
internal sealed partial class AccountStore :
    IUserTwoFactorStore<Account>, IUserAuthenticatorKeyStore<Account>, IUserTwoFactorRecoveryCodeStore<Account>
{
    public Task SetTwoFactorEnabledAsync(Account user, bool enabled, CancellationToken cancellation)
    {
        user.TwoFactor = enabled;
        return Task.CompletedTask;
    }

    public Task<bool> GetTwoFactorEnabledAsync(Account user, CancellationToken cancellation) =>
        Task.FromResult(user.TwoFactor);

    public Task SetAuthenticatorKeyAsync(Account user, string key, CancellationToken cancellation)
    {
        user.AuthenticatorKey = key;
        return Task.CompletedTask;
    }

    public Task<string?> GetAuthenticatorKeyAsync(Account user, CancellationToken cancellation) =>
        Task.FromResult(user.AuthenticatorKey);

    public Task ReplaceCodesAsync(Account user, IEnumerable<string> recoveryCodes, CancellationToken cancellation) =>
        database.WriteAsync(
            async session =>
            {
                var changed = await session.ExecuteAsync(
                    new("delete from security_recovery_code where account_id = @id", ("id", user.Id)), cancellation);
                foreach (var code in recoveryCodes)
                {
                    changed += await session.ExecuteAsync(new Sql(
                        "insert into security_recovery_code (account_id, code_hash) values (@id, @hash)",
                        ("id", user.Id), ("hash", Hash(user, code))), cancellation);
                }
                return changed;
            },
            cancellation);

    /// <summary>Deleting is what redeems, so that two requests cannot use the same code.</summary>
    public async Task<bool> RedeemCodeAsync(Account user, string code, CancellationToken cancellation) =>
        await database.ExecuteAsync(
            new("delete from security_recovery_code where account_id = @id and code_hash = @hash",
                ("id", user.Id), ("hash", Hash(user, code))),
            cancellation) == 1;

    /// <summary>False when a code of this half-minute or a later one was taken before.</summary>
    public async Task<bool> TakeStepAsync(Account user, long step, CancellationToken cancellation) =>
        await database.ExecuteAsync(
            new("update security_account set last_code_step = @step where id = @id "
                + "and (last_code_step is null or last_code_step < @step)", ("id", user.Id), ("step", step)),
            cancellation) == 1;

    public async Task<int> CountCodesAsync(Account user, CancellationToken cancellation) =>
        (int)await database.CountAsync(
            new("select count(*) from security_recovery_code where account_id = @id", ("id", user.Id)), cancellation);

    private static string Hash(Account user, string code) => Convert.ToHexStringLower(
        SHA256.HashData(Encoding.UTF8.GetBytes($"{user.Id:N}:{code.Trim().ToUpperInvariant()}")));
}
