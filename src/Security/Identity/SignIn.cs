using Microsoft.AspNetCore.Identity;

namespace Phusa.Security.Identity;

internal enum SignInOutcome
{
    Done,
    NeedsCode,
    Wrong,
    LockedOut,
    Closed,
}

/// <summary>
/// Checks a password, then a second factor. Wrong ones of either kind count towards the same lockout. It uses
/// Identity's user manager but not its sign-in manager, whose cookies hold claims where ours name a session.
/// </summary>
internal sealed class SignIn(UserManager<Account> users, AccountStore store, TimeProvider time)
{
    /// <summary>Hashed against when the account is unknown, so that the answer takes as long.</summary>
    private static readonly Account Nobody = new()
    {
        Id = Guid.Empty, UserName = "", DisplayName = "", CreatedAt = DateTimeOffset.UnixEpoch,
    };

    private static readonly string NobodysHash = new PasswordHasher<Account>().HashPassword(Nobody,
        Guid.NewGuid().ToString());

    public async Task<(SignInOutcome Result, Account? Account)> CheckPasswordAsync(string userName, string password)
    {
        if (await users.FindByNameAsync(userName.Trim()) is not { } account)
        {
            users.PasswordHasher.VerifyHashedPassword(Nobody, NobodysHash, password);
            return (SignInOutcome.Wrong, null);
        }
        if (await users.IsLockedOutAsync(account))
        {
            return (SignInOutcome.LockedOut, null);
        }
        if (!await users.CheckPasswordAsync(account, password) || account.OneTimeUntil < time.GetUtcNow())
        {
            return (await FailAsync(account), null);
        }
        // Told only to who knows the password, so that nobody can ask which accounts are closed.
        if (account.LockedAt is not null)
        {
            return (SignInOutcome.Closed, null);
        }
        if (account.TwoFactor)
        {
            return (SignInOutcome.NeedsCode, account);
        }
        await users.ResetAccessFailedCountAsync(account);
        return (SignInOutcome.Done, account);
    }

    /// <summary>Takes the six digits of the authenticator or one of the recovery codes.</summary>
    public async Task<SignInOutcome> CheckCodeAsync(Account account, string code)
    {
        if (account.LockedAt is not null)
        {
            return SignInOutcome.Closed;
        }
        if (await users.IsLockedOutAsync(account))
        {
            return SignInOutcome.LockedOut;
        }
        if (!await IsRightAsync(account, code))
        {
            return await FailAsync(account);
        }
        await users.ResetAccessFailedCountAsync(account);
        return SignInOutcome.Done;
    }

    /// <summary>A code is taken once: who looked over a shoulder has nothing of it.</summary>
    public async Task<bool> IsAuthenticatorCodeAsync(Account account, string code) =>
        account.AuthenticatorKey is { } key
        && CodeStep.Find(key, Digits(code), time.GetUtcNow()) is { } step
        && await store.TakeStepAsync(account, step, CancellationToken.None);

    private async Task<bool> IsRightAsync(Account account, string code) => Digits(code) is { Length: 6 } digits
        && digits.All(char.IsAsciiDigit)
            ? await IsAuthenticatorCodeAsync(account, digits)
            : (await users.RedeemTwoFactorRecoveryCodeAsync(account, code.Trim())).Succeeded;

    private async Task<SignInOutcome> FailAsync(Account account)
    {
        await users.AccessFailedAsync(account);
        return await users.IsLockedOutAsync(account) ? SignInOutcome.LockedOut : SignInOutcome.Wrong;
    }

    private static string Digits(string code) => code.Replace(" ", "", StringComparison.Ordinal);
}
