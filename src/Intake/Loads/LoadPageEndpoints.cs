using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Phusa.Intake.Contracts;
using Phusa.Intake.Rejects;
using Phusa.Kernel.Outcomes;
using Phusa.Security.Contracts;
using Phusa.Ui;

namespace Phusa.Intake.Loads;

/// <summary>The page of a load and its forms, which do the same as the API.</summary>
internal static class LoadPageEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var loads = routes.MapGroup("/loads/{id:guid}").RequireAuthorization(Policies.Official).ExcludeFromDescription();
        loads.MapGet("", PageAsync).WithName("load-page");
        loads.MapPost("commit", CommitAsync);
        loads.MapPost("cancel", CancelAsync);
        loads.MapPost("again", AgainAsync);
        loads.MapPost("choices", ChooseAsync);
        loads.MapPost("mend", MendAsync);
    }

    private static async Task<Results<RazorComponentResult<LoadPage>, NotFound>> PageAsync(
        HttpContext http, Guid id, int? page, LoadReports reports, CancellationToken cancellation)
    {
        if (await reports.ReadAsync(http.Caller(), id, Math.Max(page ?? 1, 1), cancellation) is not { } report)
        {
            return TypedResults.NotFound();
        }
        // Parameters of components are public; what a page shows is not.
        http.Features.Set(report);
        return new RazorComponentResult<LoadPage>();
    }

    private static async Task<RedirectHttpResult> CommitAsync(
        HttpContext http, Guid id, LoadDesk desk, [FromForm] string? commit, CancellationToken cancellation) =>
        http.BackToLoad(id, await desk.CommitAsync(http.Caller(), id, cancellation), commit);

    private static async Task<RedirectHttpResult> CancelAsync(
        HttpContext http, Guid id, LoadDesk desk, [FromForm] string? cancel, CancellationToken cancellation) =>
        http.BackToLoad(id, await desk.CancelAsync(http.Caller(), id, cancellation), cancel);

    private static async Task<RedirectHttpResult> AgainAsync(
        HttpContext http, Guid id, LoadDesk desk, RunStore runs, [FromForm] string? again, CancellationToken cancellation) =>
        http.BackToLoad(id, await desk.ChooseAsync(
            http.Caller(), id, await runs.ChoicesAsync(id, cancellation), cancellation), again);

    private static async Task<RedirectHttpResult> ChooseAsync(
        HttpContext http, Guid id, LoadDesk desk, [FromForm] IFormCollection form, CancellationToken cancellation)
    {
        var columns = Enumerable.Range(0, form.Count).TakeWhile(at => form.ContainsKey($"h{at}"))
            .DistinctBy(at => form[$"h{at}"].ToString())
            .ToDictionary(at => form[$"h{at}"].ToString(), at => form[$"f{at}"].ToString());
        var order = new ChoicesOrder(
            form["encoding"], form["delimiter"], form["part"], columns.Count > 0 ? columns : null,
            int.TryParse(form["header"], NumberStyles.None, CultureInfo.InvariantCulture, out var line) ? line : null);
        return http.BackToLoad(id, await desk.ChooseAsync(http.Caller(), id, order.Choices(), cancellation), null);
    }

    private static async Task<Results<RedirectHttpResult, NotFound>> MendAsync(
        HttpContext http, Guid id, LoadDesk desk, MendRows mend, ResubmitMended resubmit, [FromForm] IFormCollection form,
        CancellationToken cancellation)
    {
        if (await desk.FindAsync(http.Caller(), id, cancellation) is not { } found
            || !Desk.DeskAccess.MayWrite(http.Caller(), found.Dataset))
        {
            return TypedResults.NotFound();
        }
        if (form.ContainsKey("row"))
        {
            await mend.RowAsync(found.Load, form, cancellation);
            return TypedResults.LocalRedirect($"/loads/{id}{http.Request.QueryString}#r{form["row"]}");
        }
        if (form.ContainsKey("all"))
        {
            await mend.AllAsync(found.Load, cancellation);
        }
        var sent = await resubmit.RunAsync(found.Load, http.Caller().Name, cancellation);
        return sent.Value is { } load
            ? TypedResults.LocalRedirect($"/loads/{(await desk.SettledAsync(load, cancellation)).Id}")
            : http.BackToLoad(id, sent, null);
    }
}

internal static class LoadForms
{
    /// <summary>Back to the report, with the reason where something was refused.</summary>
    /// <param name="pressed">The button; read so that the form's antiforgery token is checked.</param>
    public static RedirectHttpResult BackToLoad(this HttpContext http, Guid id, Outcome<Load> outcome, string? pressed)
    {
        _ = pressed;
        http.Tell(outcome.Problems, null);
        return TypedResults.LocalRedirect($"/loads/{id}");
    }
}
