using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Phusa.Catalog.Contracts;
using Phusa.Kernel.Outcomes;
using Phusa.Security.Contracts;
using Phusa.Ui;

namespace Phusa.Intake.Sources;

/// <summary>The pages of sources and their forms, which do the same as the API.</summary>
internal static class SourcePageEndpoints
{
    private const string Home = "/desk/sources";

    public static void Map(IEndpointRouteBuilder routes)
    {
        var sources = routes.MapGroup(Home).RequireAuthorization(Policies.Official).ExcludeFromDescription();
        sources.MapGet("", ListAsync).WithName("sources-page");
        sources.MapGet("new", NewAsync).WithName("source-new");
        sources.MapPost("new", AddAsync);
        sources.MapGet("{id:guid}", ShowAsync).WithName("source-page");
        sources.MapPost("{id:guid}", ChangeAsync);
        sources.MapPost("{id:guid}/run", RunAsync);
        sources.MapPost("{id:guid}/pause", PauseAsync);
        sources.MapPost("{id:guid}/remove", RemoveAsync);
    }

    private static async Task<RazorComponentResult<SourcesPage>> ListAsync(
        HttpContext http, SourcePages pages, CancellationToken cancellation)
    {
        http.Features.Set(await pages.ListAsync(http.Caller(), cancellation));
        return new();
    }

    private static async Task<RazorComponentResult<SourcePage>> NewAsync(
        HttpContext http, SourcePages pages, string? dataset, string? kind, CancellationToken cancellation)
    {
        var chosen = Enum.TryParse<SourceKind>(kind, ignoreCase: true, out var known) ? known : SourceKind.Url;
        return Page(http, await pages.NewAsync(http.Caller(), SourceForm.Empty(dataset ?? "", chosen), [], cancellation));
    }

    private static async Task<Results<RedirectHttpResult, RazorComponentResult<SourcePage>>> AddAsync(
        HttpContext http, SourceDesk desk, SourcePages pages, [FromForm] IFormCollection form, CancellationToken cancellation)
    {
        var sent = SourceForm.Of(form);
        var saved = await desk.FindAsync(http.Caller(), sent.Dataset, sent.Name, cancellation) is null
            ? await desk.SaveAsync(http.Caller(), sent.Dataset, sent.Settings(), cancellation)
            : new Refusal(new Problem("name", "source.exists", T.SourceExists(sent.Name)));
        if (saved.IsDone && await desk.FindAsync(http.Caller(), sent.Dataset, sent.Name, cancellation) is { } found)
        {
            Flash.Set(http, NoticeTone.Success, T.SourceAdded(sent.Name));
            return TypedResults.LocalRedirect($"{Home}/{found.Source.Id}");
        }
        return Page(http, await pages.NewAsync(http.Caller(), sent, saved.Problems, cancellation));
    }

    private static async Task<Results<RazorComponentResult<SourcePage>, NotFound>> ShowAsync(
        HttpContext http, Guid id, SourceDesk desk, SourcePages pages, CancellationToken cancellation) =>
        await desk.FindAsync(http.Caller(), id, cancellation) is { } found
            ? Page(http, await pages.OfAsync(http.Caller(), found, SourceForm.Of(found), [], cancellation))
            : TypedResults.NotFound();

    private static async Task<Results<RedirectHttpResult, RazorComponentResult<SourcePage>, NotFound>> ChangeAsync(
        HttpContext http, Guid id, SourceDesk desk, SourcePages pages, [FromForm] IFormCollection form, CancellationToken cancellation)
    {
        if (await desk.FindAsync(http.Caller(), id, cancellation) is not { } found)
        {
            return TypedResults.NotFound();
        }
        // Name, kind and dataset are what it is; only the rest can be changed.
        var sent = SourceForm.Of(form) with
        {
            Dataset = found.Dataset.Name, Name = found.Source.Name, Kind = found.Source.Settings.Kind,
        };
        var saved = await desk.SaveAsync(http.Caller(), sent.Dataset, sent.Settings(), cancellation);
        if (saved.IsDone)
        {
            Flash.Set(http, NoticeTone.Success, T.SourceChanged(sent.Name));
            return TypedResults.LocalRedirect($"{Home}/{id}");
        }
        return Page(http, await pages.OfAsync(http.Caller(), found, sent, saved.Problems, cancellation));
    }

    private static async Task<Results<RedirectHttpResult, NotFound>> RunAsync(
        HttpContext http, Guid id, SourceDesk desk, [FromForm] string? run, CancellationToken cancellation) =>
        await ActAsync(http, id, desk, run, async found =>
        {
            var ended = await desk.RunNowAsync(found.Source, cancellation);
            Flash.Set(http, NoticeTone.Info, ended ? T.SourceRan : T.SourceRunning);
        }, cancellation);

    /// <param name="pause">Yes pauses; anything else lets it go on.</param>
    private static async Task<Results<RedirectHttpResult, NotFound>> PauseAsync(
        HttpContext http, Guid id, SourceDesk desk, [FromForm] string? pause, CancellationToken cancellation) =>
        await ActAsync(http, id, desk, pause, async found =>
        {
            await desk.PauseAsync(found.Source, pause == "yes", cancellation);
            Flash.Set(http, NoticeTone.Success, pause == "yes" ? T.SourcePausedNow(found.Source.Name) : T.SourceResumed(found.Source.Name));
        }, cancellation);

    private static async Task<Results<RedirectHttpResult, NotFound>> RemoveAsync(
        HttpContext http, Guid id, SourceDesk desk, [FromForm] string? remove, CancellationToken cancellation)
    {
        _ = remove;
        if (await desk.FindAsync(http.Caller(), id, cancellation) is not { } found)
        {
            return TypedResults.NotFound();
        }
        var removed = await desk.RemoveAsync(found.Source, cancellation);
        http.Tell(removed.Problems, T.SourceRemoved(found.Source.Name));
        return TypedResults.LocalRedirect(removed.IsDone ? Home : $"{Home}/{id}");
    }

    /// <param name="pressed">The button; read so that the form's antiforgery token is checked.</param>
    private static async Task<Results<RedirectHttpResult, NotFound>> ActAsync(
        HttpContext http, Guid id, SourceDesk desk, string? pressed, Func<SourceFound, Task> act, CancellationToken cancellation)
    {
        _ = pressed;
        if (await desk.FindAsync(http.Caller(), id, cancellation) is not { } found)
        {
            return TypedResults.NotFound();
        }
        await act(found);
        return TypedResults.LocalRedirect($"{Home}/{id}");
    }

    private static RazorComponentResult<SourcePage> Page(HttpContext http, SourceView view)
    {
        http.Features.Set(view);
        return new() { StatusCode = view.Problems.Count > 0 ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK };
    }
}
