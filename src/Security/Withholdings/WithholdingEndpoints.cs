using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Phusa.Kernel.Outcomes;
using Phusa.Kernel.Texts;
using Phusa.Security.Audit;
using Phusa.Security.Contracts;
using Phusa.Security.Web;
using Phusa.Ui;

namespace Phusa.Security.Withholdings;

/// <summary>The page on which accesses are withheld by law: put down, confirmed by another, renewed, ended.</summary>
internal static class WithholdingEndpoints
{
    private const string Root = "/audit/withholdings";

    public static void Map(IEndpointRouteBuilder routes)
    {
        var pages = routes.MapGroup(Root).RequireAuthorization(Policies.Oversight, Registration.InBrowser).ExcludeFromDescription();
        pages.MapGet("", ShowAsync).WithName("withholdings");
        pages.MapPost("", RegisterAsync);
        pages.MapPost("{id:guid}/confirm", ConfirmAsync);
        pages.MapPost("{id:guid}/renew", RenewAsync);
        pages.MapPost("{id:guid}/end", EndAsync);
    }

    private static async Task<RazorComponentResult<WithholdingsPage>> ShowAsync(
        HttpContext http, WithholdingStore store, CancellationToken cancellation)
    {
        http.Features.Set(new WithholdingsView(await store.ListAsync(cancellation), new(null, null, null, null, null, null), []));
        return new();
    }

    /// <summary>What is refused comes back as it was written, with what is wrong beside each field.</summary>
    private static async Task<Results<RedirectHttpResult, RazorComponentResult<WithholdingsPage>>> RegisterAsync(
        HttpContext http, WithholdAccesses withhold, WithholdingStore store, IFormCollection form, CancellationToken cancellation)
    {
        var made = await withhold.RegisterAsync(http.Caller(), Order(form, null), cancellation);
        if (made.IsDone)
        {
            Flash.Set(http, NoticeTone.Success, T.WithholdingRegistered);
            return TypedResults.LocalRedirect(Root);
        }
        http.Features.Set(new WithholdingsView(await store.ListAsync(cancellation), Order(form, null), made.Problems));
        return new RazorComponentResult<WithholdingsPage> { StatusCode = StatusCodes.Status422UnprocessableEntity };
    }

    private static async Task<RedirectHttpResult> RenewAsync(
        HttpContext http, Guid id, WithholdAccesses withhold, IFormCollection form, CancellationToken cancellation) =>
        Back(http, await withhold.RegisterAsync(http.Caller(), Order(form, id), cancellation), T.WithholdingRegistered);

    private static async Task<RedirectHttpResult> ConfirmAsync(
        HttpContext http, Guid id, WithholdAccesses withhold, IFormCollection form, CancellationToken cancellation)
    {
        _ = form;
        return Back(http, await withhold.ConfirmAsync(http.Caller(), id, cancellation), T.WithholdingConfirmed);
    }

    private static async Task<RedirectHttpResult> EndAsync(
        HttpContext http, Guid id, WithholdAccesses withhold, [FromForm] string? reason, CancellationToken cancellation) =>
        Back(http, await withhold.EndAsync(http.Caller(), id, reason, cancellation), T.WithholdingEnded);

    /// <summary>As the form sends it; what is no day becomes none.</summary>
    private static WithholdingOrder Order(IFormCollection form, Guid? renews)
    {
        var days = PersonalReadFilter.Of(null, null, form["from"], form["to"]);
        return new(form["orderedBy"], form["citation"], form["kind"], form["object"], days.From, days.To, renews);
    }

    private static RedirectHttpResult Back(HttpContext http, Outcome<Withholding> outcome, Text done)
    {
        http.Tell(outcome.Problems, done);
        return TypedResults.LocalRedirect(Root);
    }
}

internal sealed record WithholdingsView(
    IReadOnlyList<Withholding> All, WithholdingOrder Order, IReadOnlyList<Problem> Problems);
