using Microsoft.AspNetCore.Identity;
using Phusa.Kernel.Outcomes;
using Phusa.Security.Sessions;

namespace Phusa.Security.Identity;

/// <summary>A new password ends every other session, since whoever knew the old one may be in one of them.</summary>
internal sealed class ChangePassword(UserManager<Account> users, SignIn signIn, SessionStore sessions)
{
    public async Task<Outcome<Account>> RunAsync(
        Account account, string password, string newPassword, Guid? session, CancellationToken cancellation)
    {
        var (result, _) = await signIn.CheckPasswordAsync(account.UserName, password);
        if (result is not (SignInOutcome.Done or SignInOutcome.NeedsCode))
        {
            return new Refusal(new Problem("password", "account.password-wrong", T.AccountPasswordWrong));
        }
        var changed = await users.ChangePasswordAsync(account, password, newPassword);
        if (!changed.Succeeded)
        {
            return new Refusal([.. IdentityProblems.Of(changed)]);
        }
        await sessions.RevokeOthersAsync(account.Id, session, cancellation);
        return account;
    }
}
