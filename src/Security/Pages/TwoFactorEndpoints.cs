using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Phusa.Security.Contracts;
using Phusa.Security.Identity;
using Phusa.Security.Limits;
using Phusa.Security.Web;

namespace Phusa.Security.Pages;

/// <summary>The forms that turn the second factor on and off.</summary>
internal static class TwoFactorEndpoints
{
    private const string Part = "two-factor";

    public static void Map(IEndpointRouteBuilder routes)
    {
        var forms = routes.MapGroup("/account/two-factor").ExcludeFromDescription()
            .RequireAuthorization(Policies.SignedIn, Registration.InBrowser).RequireRateLimiting(
                ApiLimit.SignIn);
        forms.MapPost("begin", BeginAsync);
        forms.MapPost("enable", EnableAsync);
        forms.MapPost("codes", NewCodesAsync);
        forms.MapPost("disable", DisableAsync);
    }

    private static async Task<RedirectHttpResult> BeginAsync(
        HttpContext http, AccountStore accounts, TwoFactor factor, IFormCollection form, CancellationToken cancellation)
    {
        _ = form;
        await factor.BeginAsync(await http.AccountAsync(accounts, cancellation));
        return http.Back(Part, [], null);
    }

    private static async Task<RedirectHttpResult> EnableAsync(
        HttpContext http, AccountStore accounts, TwoFactor factor, ShownOnce shown, [FromForm] string? code,
        CancellationToken cancellation)
    {
        var enabled = await factor.EnableAsync(await http.AccountAsync(accounts, cancellation), code ?? "");
        if (enabled.IsDone)
        {
            shown.Put(http, new(Secrets.Codes, enabled.Value));
        }
        return http.Back(Part, enabled.Problems, null);
    }

    private static async Task<RedirectHttpResult> NewCodesAsync(
        HttpContext http, AccountStore accounts, TwoFactor factor, ShownOnce shown, IFormCollection form,
        CancellationToken cancellation)
    {
        _ = form;
        var account = await http.AccountAsync(accounts, cancellation);
        if (account.TwoFactor)
        {
            shown.Put(http, new(Secrets.Codes, await factor.NewCodesAsync(account)));
        }
        return http.Back(Part, [], null);
    }

    private static async Task<RedirectHttpResult> DisableAsync(
        HttpContext http, AccountStore accounts, TwoFactor factor, [FromForm] string? disablePassword,
        CancellationToken cancellation)
    {
        var disabled = await factor.DisableAsync(await http.AccountAsync(accounts, cancellation),
            disablePassword ?? "");
        return http.Back(Part, disabled.Problems, T.TwoFactorDisabled);
    }
}
