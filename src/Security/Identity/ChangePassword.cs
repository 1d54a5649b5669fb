using Microsoft.AspNetCore.Identity;
using Phusa.Kernel.Outcomes;
using Phusa.Security.Keys;
using Phusa.Security.Sessions;

namespace Phusa.Security.Identity;

/// <summary>
/// A new password ends every other session, since whoever knew the old one may be in one of them. Replacing one that was
/// given out also revokes keys: whoever gave it out could have made one.
/// </summary>
internal sealed class ChangePassword(UserManager<Account> users, SignIn signIn, SessionStore sessions, ApiKeyStore keys)
{
    public async Task<Outcome<Account>> RunAsync(
        Account account, string password, string newPassword, Guid? session, CancellationToken cancellation)
    {
        if (password == newPassword)
        {
            return new Refusal(new Problem("newPassword", "account.password-same", T.AccountPasswordSame));
        }
        var (result, _) = await signIn.CheckPasswordAsync(account.UserName, password);
        if (result is not (SignInOutcome.Done or SignInOutcome.NeedsCode))
        {
            return new Refusal(new Problem("password", "account.password-wrong", T.AccountPasswordWrong));
        }
        var wasGivenOut = account.OneTimeUntil is not null;
        account.OneTimeUntil = null;
        var changed = await users.ChangePasswordAsync(account, password, newPassword);
        if (!changed.Succeeded)
        {
            return new Refusal([.. IdentityProblems.Of(changed)]);
        }
        await sessions.RevokeOthersAsync(account.Id, session, cancellation);
        if (wasGivenOut)
        {
            await keys.RevokeAllAsync(account.Id, cancellation);
        }
        return account;
    }
}
