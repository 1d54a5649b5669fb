using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Phusa.Security.Contracts;
using Phusa.Security.Identity;
using Phusa.Security.Web;

namespace Phusa.Security.Sessions;

/// <summary>From a checked password to a session, by way of the second factor where the account has one.</summary>
internal sealed class SessionStart(SessionStore sessions, CallerStore callers, AccountStore accounts)
{
    private const string Stamp = "phusa:stamp";

    public async Task StartAsync(HttpContext http, Account account, CancellationToken cancellation)
    {
        var device = Device.Name(http.Request.Headers.UserAgent.ToString());
        var session = await sessions.CreateAsync(account.Id, device, SessionCookie.Address(http), cancellation);
        var caller = await callers.FindAsync(account.Id, SignInMethod.Session, cancellation)
            ?? throw new InvalidOperationException("The account was there a moment ago");
        await http.SignOutAsync(Schemes.Half);
        await http.SignInAsync(Schemes.Session, Claimed.Write(caller, Schemes.Session, session.Id));
    }

    /// <summary>Remembers for five minutes who gave the right password.</summary>
    public static Task WaitForCodeAsync(HttpContext http, Account account) => http.SignInAsync(
        Schemes.Half,
        new ClaimsPrincipal(new ClaimsIdentity(
            [new(ClaimTypes.NameIdentifier, account.Id.ToString()), new(Stamp, account.SecurityStamp)], Schemes.Half)));

    /// <summary>
    /// Who gave the right password and has not changed it since; null when nobody did or it is too long ago.
    /// </summary>
    public async Task<Account?> WaitingAsync(HttpContext http, CancellationToken cancellation)
    {
        var waiting = (await http.AuthenticateAsync(Schemes.Half)).Principal;
        return waiting?.FindFirstValue(ClaimTypes.NameIdentifier) is { } id
            && await accounts.FindByIdAsync(id, cancellation) is { } account
            && account.SecurityStamp == waiting.FindFirstValue(Stamp)
                ? account
                : null;
    }

    public static async Task EndAsync(HttpContext http, SessionStore sessions, CancellationToken cancellation)
    {
        if (http.Caller().AccountId is { } account && Claimed.SessionOf(http.User) is { } session)
        {
            await sessions.RevokeAsync(account, session, cancellation);
        }
        await http.SignOutAsync(Schemes.Session);
    }
}
