using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Phusa.Kernel.Outcomes;
using Phusa.Kernel.Texts;
using Phusa.Security.Contracts;
using Phusa.Security.Web;
using Phusa.Ui;

namespace Phusa.Security.Administration;

/// <summary>The administrator's pages and their forms. A person in a browser comes here, never a key.</summary>
internal static class AdminEndpoints
{
    private const string Root = "/admin";

    public static void Map(IEndpointRouteBuilder routes)
    {
        var admin = routes.MapGroup(Root).RequireAuthorization(Policies.Administrator, Registration.InBrowser)
            .ExcludeFromDescription();
        admin.MapGet("", ListAsync).WithName("admin");
        admin.MapPost("accounts", OpenAsync);
        admin.MapGet("accounts/{id:guid}", ShowAsync).WithName("admin-account");
        admin.MapPost("accounts/{id:guid}/roles", GrantAsync);
        admin.MapPost("accounts/{id:guid}/roles/revoke", RevokeAsync);
        admin.MapPost("accounts/{id:guid}/password", ResetPasswordAsync);
        admin.MapPost("accounts/{id:guid}/lock", LockAsync);
        admin.MapPost("accounts/{id:guid}/unlock", UnlockAsync);
        admin.MapPost("accounts/{id:guid}/second-factor", ResetSecondFactorAsync);
        admin.MapPost("accounts/{id:guid}/sessions", EndSessionsAsync);
    }

    private static async Task<RazorComponentResult<AdminPage>> ListAsync(
        HttpContext http, AccountDirectory directory, Contracts.Agencies agencies, Contracts.Accounts accounts, string? q, int? page,
        CancellationToken cancellation)
    {
        http.Features.Set(new AdminView(
            await directory.ListAsync(q, page ?? 1, cancellation), q, await agencies.TreeAsync(cancellation), await accounts.PartnersAsync(cancellation)));
        return new();
    }

    private static async Task<Results<RazorComponentResult<AccountCarePage>, NotFound>> ShowAsync(
        HttpContext http, Guid id, AccountDirectory directory, AdminActions actions, Contracts.Agencies agencies,
        Contracts.Accounts accounts, ShownOnce shown, CancellationToken cancellation)
    {
        if (await directory.FindAsync(id, cancellation) is not { } entry)
        {
            return TypedResults.NotFound();
        }
        http.Response.Headers.CacheControl = "no-store";
        http.Features.Set(new AccountCareView(
            entry, entry.Id == http.Caller().AccountId, await agencies.TreeAsync(cancellation), await accounts.PartnersAsync(cancellation),
            await actions.OfAsync(id.ToString(), 50, cancellation),
            shown.Take(http, Root) is { Kind: Secrets.Password, Values: [var password] } ? password : null));
        return new RazorComponentResult<AccountCarePage>();
    }

    private static async Task<RedirectHttpResult> OpenAsync(
        HttpContext http, OpenAccount open, ShownOnce shown, [FromForm] string? userName, [FromForm] string? displayName,
        [FromForm] string? role, [FromForm] string? agency, CancellationToken cancellation)
    {
        RoleGrant[] grants = Enum.TryParse<Role>(role, out var known) ? [new(known, agency ?? "")] : [];
        var opened = await open.RunAsync(http.Caller(), userName ?? "", displayName ?? "", grants, cancellation);
        if (opened.Value is not { } given)
        {
            http.Tell(opened.Problems, null);
            return TypedResults.LocalRedirect(Root + "#new");
        }
        shown.Put(http, new(Secrets.Password, [given.Password]), Root);
        return To(given.Account);
    }

    private static async Task<Results<RedirectHttpResult, NotFound>> GrantAsync(
        HttpContext http, Guid id, ChangeRoles change, [FromForm] string? role, [FromForm] string? agency,
        CancellationToken cancellation) =>
        Enum.TryParse<Role>(role, out var known)
            ? Back(http, id, await change.GrantAsync(http.Caller(), id, new(known, agency ?? ""), cancellation), T.AdminRolesDone)
            : To(id);

    private static async Task<Results<RedirectHttpResult, NotFound>> RevokeAsync(
        HttpContext http, Guid id, ChangeRoles change, [FromForm] string? role, [FromForm] string? agency,
        CancellationToken cancellation) =>
        Enum.TryParse<Role>(role, out var known)
            ? Back(http, id, await change.RevokeAsync(http.Caller(), id, new(known, agency ?? ""), cancellation), T.AdminRolesDone)
            : To(id);

    private static async Task<Results<RedirectHttpResult, NotFound>> ResetPasswordAsync(
        HttpContext http, Guid id, SecureAccount secure, ShownOnce shown, IFormCollection form,
        CancellationToken cancellation)
    {
        _ = form;
        var reset = await secure.ResetPasswordAsync(http.Caller(), id, cancellation);
        if (reset.Value is { } given)
        {
            shown.Put(http, new(Secrets.Password, [given.Password]), Root);
        }
        return Back(http, id, reset, null);
    }

    private static async Task<Results<RedirectHttpResult, NotFound>> LockAsync(
        HttpContext http, Guid id, SecureAccount secure, IFormCollection form, CancellationToken cancellation)
    {
        _ = form;
        return Back(http, id, await secure.LockAsync(http.Caller(), id, cancellation), T.AdminLocked);
    }

    private static async Task<Results<RedirectHttpResult, NotFound>> UnlockAsync(
        HttpContext http, Guid id, SecureAccount secure, IFormCollection form, CancellationToken cancellation)
    {
        _ = form;
        return Back(http, id, await secure.UnlockAsync(http.Caller(), id, cancellation), T.AdminUnlocked);
    }

    private static async Task<Results<RedirectHttpResult, NotFound>> ResetSecondFactorAsync(
        HttpContext http, Guid id, SecureAccount secure, IFormCollection form, CancellationToken cancellation)
    {
        _ = form;
        return Back(http, id, await secure.ResetSecondFactorAsync(http.Caller(), id, cancellation), T.AdminFactorReset);
    }

    private static async Task<Results<RedirectHttpResult, NotFound>> EndSessionsAsync(
        HttpContext http, Guid id, SecureAccount secure, IFormCollection form, CancellationToken cancellation)
    {
        _ = form;
        return Back(http, id, await secure.EndSessionsAsync(http.Caller(), id, cancellation), T.AdminSessionsEnded);
    }

    private static Results<RedirectHttpResult, NotFound> Back<TValue>(
        HttpContext http, Guid id, Outcome<TValue> outcome, Text? done) => http.Back(PageOf(id), outcome, done);

    private static RedirectHttpResult To(Guid account) => TypedResults.LocalRedirect(PageOf(account));

    private static string PageOf(Guid account) => $"{Root}/accounts/{account}";
}

internal sealed record AdminView(AccountList List, string? Search, AgencyTree Agencies, IReadOnlyList<Partner> Partners);

/// <param name="Password">One that was just given out.</param>
internal sealed record AccountCareView(
    AccountEntry Account, bool IsOwn, AgencyTree Agencies, IReadOnlyList<Partner> Partners, IReadOnlyList<AdminAction> Actions,
    string? Password);
