using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Phusa.Kernel.Texts;
using Phusa.Security.Contracts;
using Phusa.Security.Identity;
using Phusa.Security.Limits;
using Phusa.Security.Sessions;
using Phusa.Ui;

namespace Phusa.Security.Pages;

/// <summary>Signing in and out. Every answer to a form is a redirect, so that reloading repeats nothing.</summary>
internal static class SignInEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var pages = routes.MapGroup("").RequireAuthorization(Policies.Public).ExcludeFromDescription();
        pages.MapGet("/sign-in", ShowSignIn).WithName("sign-in");
        pages.MapPost("/sign-in", SignInAsync).RequireRateLimiting(ApiLimit.SignIn);
        pages.MapGet("/sign-in/code", ShowCodeAsync).WithName("sign-in-code");
        pages.MapPost("/sign-in/code", CheckCodeAsync).RequireRateLimiting(ApiLimit.SignIn);
        pages.MapPost("/sign-out", SignOutAsync).WithName("sign-out");
    }

    private static Results<RazorComponentResult<SignInPage>, RedirectHttpResult> ShowSignIn(
        HttpContext http, [FromQuery(Name = "return")] string? target) =>
        http.Caller().IsSignedIn
            ? TypedResults.LocalRedirect(Local(target))
            : new RazorComponentResult<SignInPage>(new { Return = Local(target) });

    private static async Task<RedirectHttpResult> SignInAsync(
        HttpContext http, SignIn signIn, SessionStart start, [FromForm] string? userName, [FromForm] string? password,
        [FromForm(Name = "return")] string? target, CancellationToken cancellation)
    {
        var (result, account) = await signIn.CheckPasswordAsync(userName ?? "", password ?? "");
        switch (result)
        {
            case SignInOutcome.Done:
                await start.StartAsync(http, account!, cancellation);
                return Onward(account!, target);
            case SignInOutcome.NeedsCode:
                await SessionStart.WaitForCodeAsync(http, account!);
                return Ask("/sign-in/code", target);
            default:
                return Refuse(http, "/sign-in", target, result, T.SignInWrong);
        }
    }

    private static async Task<Results<RazorComponentResult<CodePage>, RedirectHttpResult>> ShowCodeAsync(
        HttpContext http, SessionStart start, [FromQuery(Name = "return")] string? target,
            CancellationToken cancellation) =>
        await start.WaitingAsync(http, cancellation) is null
            ? Ask("/sign-in", target)
            : new RazorComponentResult<CodePage>(new { Return = Local(target) });

    private static async Task<RedirectHttpResult> CheckCodeAsync(
        HttpContext http, SignIn signIn, SessionStart start, [FromForm] string? code,
        [FromForm(Name = "return")] string? target, CancellationToken cancellation)
    {
        if (await start.WaitingAsync(http, cancellation) is not { } account)
        {
            return Ask("/sign-in", target);
        }
        var result = await signIn.CheckCodeAsync(account, code ?? "");
        if (result != SignInOutcome.Done)
        {
            return Refuse(http, "/sign-in/code", target, result, T.SignInCodeWrong);
        }
        await start.StartAsync(http, account, cancellation);
        return Onward(account, target);
    }

    /// <summary>Taking the form, empty but for its token, is what has the token checked.</summary>
    private static async Task<RedirectHttpResult> SignOutAsync(
        HttpContext http, SessionStore sessions, IFormCollection form, CancellationToken cancellation)
    {
        _ = form;
        await SessionStart.EndAsync(http, sessions, cancellation);
        Flash.Set(http, NoticeTone.Success, T.SignOutDone);
        return TypedResults.LocalRedirect("/");
    }

    private static RedirectHttpResult Refuse(
        HttpContext http, string page, string? target, SignInOutcome result, Text wrong)
    {
        Flash.Set(http, NoticeTone.Error, result switch
        {
            SignInOutcome.LockedOut => T.SignInLockedOut,
            SignInOutcome.Closed => T.SignInClosed,
            _ => wrong,
        });
        return Ask(page, target);
    }

    /// <summary>Who came with a password that was given out chooses another first.</summary>
    private static RedirectHttpResult Onward(Account account, string? target) =>
        TypedResults.LocalRedirect(account.OneTimeUntil is null ? Local(target) : "/account#password");

    private static RedirectHttpResult Ask(string page, string? target) =>
        TypedResults.LocalRedirect($"{page}?return={Uri.EscapeDataString(Local(target))}");

    /// <summary>Another site cannot have us send people to it.</summary>
    internal static string Local(string? target) => target is not null && RedirectHttpResult.IsLocalUrl(target)
        && !target.StartsWith('~') ? target : "/";
}
