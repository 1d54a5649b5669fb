using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Phusa.Security.Contracts;
using Phusa.Security.Identity;
using Phusa.Security.Web;

namespace Phusa.Security.Sessions;

/// <summary>
/// The cookie names a session; what the caller may do is read afresh from the records at every request, so that
/// revoking a session or a role takes effect at once.
/// </summary>
internal sealed class SessionCookie(SessionStore sessions, CallerStore callers) : CookieAuthenticationEvents
{
    public override async Task ValidatePrincipal(CookieValidatePrincipalContext context)
    {
        var cancellation = context.HttpContext.RequestAborted;
        if (Claimed.SessionOf(context.Principal!) is { } id
            && await sessions.FindAsync(id, cancellation) is { } session
            && await callers.FindAsync(session.AccountId, SignInMethod.Session, cancellation) is { } caller)
        {
            await sessions.SeenAsync(session, Address(context.HttpContext), cancellation);
            context.ReplacePrincipal(Claimed.Write(caller, Schemes.Session, id));
            return;
        }
        context.RejectPrincipal();
        await context.HttpContext.SignOutAsync(Schemes.Session);
    }

    /// <summary>A program gets a status, a person the sign-in page.</summary>
    public override Task RedirectToLogin(RedirectContext<CookieAuthenticationOptions> context)
    {
        if (context.Request.Path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase))
        {
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            return Task.CompletedTask;
        }
        return base.RedirectToLogin(context);
    }

    /// <summary>Signing in again would not help, so nobody is sent anywhere.</summary>
    public override Task RedirectToAccessDenied(RedirectContext<CookieAuthenticationOptions> context)
    {
        context.Response.StatusCode = StatusCodes.Status403Forbidden;
        return Task.CompletedTask;
    }

    public static string Address(HttpContext http) => http.Connection.RemoteIpAddress?.ToString() ?? "";
}
