using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Phusa.Kernel.Outcomes;
using Phusa.Kernel.Texts;
using Phusa.Security.Contracts;
using Phusa.Security.Identity;
using Phusa.Security.Keys;
using Phusa.Security.Limits;
using Phusa.Security.Sessions;
using Phusa.Security.Web;
using Phusa.Ui;

namespace Phusa.Security.Pages;

/// <summary>The account page and its forms. Only a person in a browser comes here, never a key.</summary>
internal static class AccountEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var account = routes.MapGroup("/account").RequireAuthorization(Policies.SignedIn, Registration.InBrowser)
            .ExcludeFromDescription();
        account.MapGet("", () => new RazorComponentResult<AccountPage>()).WithName("account");
        account.MapPost("password", ChangePasswordAsync).RequireRateLimiting(ApiLimit.SignIn);
        account.MapPost("sessions/revoke", RevokeSessionAsync);
        account.MapPost("sessions/revoke-others", RevokeOthersAsync);
        account.MapPost("keys", CreateKeyAsync);
        account.MapPost("keys/revoke", RevokeKeyAsync);
    }

    private static async Task<RedirectHttpResult> ChangePasswordAsync(
        HttpContext http, AccountStore accounts, ChangePassword change, [FromForm] string? password,
        [FromForm] string? newPassword, CancellationToken cancellation)
    {
        var account = await http.AccountAsync(accounts, cancellation);
        var changed = await change.RunAsync(
            account, password ?? "", newPassword ?? "", Claimed.SessionOf(http.User), cancellation);
        return http.Back("password", changed.Problems, T.AccountPasswordChanged);
    }

    private static async Task<RedirectHttpResult> RevokeSessionAsync(
        HttpContext http, SessionStore sessions, [FromForm] Guid id, CancellationToken cancellation)
    {
        await sessions.RevokeAsync(http.Caller().AccountId!.Value, id, cancellation);
        return http.Back("sessions", [], T.SessionsRevoked);
    }

    private static async Task<RedirectHttpResult> RevokeOthersAsync(
        HttpContext http, SessionStore sessions, IFormCollection form, CancellationToken cancellation)
    {
        _ = form;
        await sessions.RevokeOthersAsync(http.Caller().AccountId!.Value, Claimed.SessionOf(http.User), cancellation);
        return http.Back("sessions", [], T.SessionsRevoked);
    }

    private static async Task<RedirectHttpResult> CreateKeyAsync(
        HttpContext http, ApiKeys keys, ShownOnce shown, [FromForm] string? name, [FromForm] int? days,
        CancellationToken cancellation)
    {
        var made = await keys.CreateAsync(http.Caller().AccountId!.Value, name, days ?? 0, cancellation);
        if (made.IsDone)
        {
            shown.Put(http, new(Secrets.Key, [made.Value.Secret]));
        }
        return http.Back("keys", made.Problems, null);
    }

    private static async Task<RedirectHttpResult> RevokeKeyAsync(
        HttpContext http, ApiKeyStore keys, [FromForm] Guid id, CancellationToken cancellation)
    {
        await keys.RevokeAsync(http.Caller().AccountId!.Value, id, cancellation);
        return http.Back("keys", [], T.KeysRevokedNow);
    }
}

internal static class AccountForms
{
    public static async Task<Account> AccountAsync(
        this HttpContext http, AccountStore accounts, CancellationToken cancellation) =>
        await accounts.FindByIdAsync(http.Caller().AccountId?.ToString() ?? "", cancellation)
        ?? throw new InvalidOperationException("A session without its account passed the policy");

    /// <summary>Back to the part of the page the form stands in, with what happened.</summary>
    public static RedirectHttpResult Back(
        this HttpContext http, string part, IReadOnlyList<Problem> problems, Text? done)
    {
        http.Tell(problems, done);
        return TypedResults.LocalRedirect($"/account#{part}");
    }
}
