using Microsoft.AspNetCore.Http.HttpResults;
using Phusa.Catalog.Contracts;
using Phusa.Intake.Contracts;
using Phusa.Intake.Desk;
using Phusa.Intake.Web;
using Phusa.Kernel.Outcomes;
using Phusa.Kernel.Texts;
using Phusa.Security.Contracts;

namespace Phusa.Intake.Sources;

/// <summary>Where datasets come from by themselves, and when, for programs.</summary>
internal static class SourceEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/v1/sources", AllAsync).RequireAuthorization(Policies.Official).WithTags("sources").WithName("all-sources")
            .WithSummary("Sources of every dataset that the caller looks after");
        var sources = routes.MapGroup("/api/v1/datasets/{name}/sources").RequireAuthorization(Policies.Official).WithTags("sources");
        sources.MapGet("", ListAsync).WithName("sources").WithSummary("Sources of a dataset and how they went last");
        sources.MapPut("{source}", SaveAsync).WithName("save-source").WithSummary("Add or change a source");
        sources.MapGet("{source}/runs", RunsAsync).WithName("source-runs").WithSummary("The last runs of a source and what came of them");
        sources.MapPost("{source}/run", RunAsync).WithName("run-source").WithSummary("Fetch from a source now");
        sources.MapPost("{source}/pause", (HttpContext http, string name, string source, SourceDesk desk, CancellationToken cancellation) =>
            PauseAsync(http, name, source, true, desk, cancellation)).WithName("pause-source").WithSummary("Let a source rest");
        sources.MapPost("{source}/resume", (HttpContext http, string name, string source, SourceDesk desk, CancellationToken cancellation) =>
            PauseAsync(http, name, source, false, desk, cancellation)).WithName("resume-source").WithSummary("Let a source go on");
        sources.MapDelete("{source}", RemoveAsync).WithName("remove-source").WithSummary("Forget a source that is not in the contract");
    }

    private static async Task<Ok<SourceStanding[]>> AllAsync(HttpContext http, SourceDesk desk, CancellationToken cancellation) =>
        TypedResults.Ok((await desk.ListAsync(http.Caller(), cancellation)).Select(Standing).ToArray());

    private static async Task<Results<Ok<SourceStanding[]>, NotFound>> ListAsync(
        HttpContext http, string name, Datasets datasets, SourceDesk desk, CancellationToken cancellation) =>
        await datasets.FindAsync(name, cancellation) is { } dataset && DeskAccess.MayWrite(http.Caller(), dataset)
            ? TypedResults.Ok((await desk.ListAsync(http.Caller(), cancellation))
                .Where(found => found.Dataset.Id == dataset.Id).Select(Standing).ToArray())
            : TypedResults.NotFound();

    private static async Task<Results<Ok<SourceStanding>, ProblemHttpResult>> SaveAsync(
        HttpContext http, string name, string source, SourceOrder order, SourceDesk desk, CancellationToken cancellation)
    {
        if (!Enum.TryParse<SourceKind>(order.Kind, ignoreCase: true, out var kind))
        {
            return ProblemAnswer.With(
                StatusCodes.Status422UnprocessableEntity, new Problem("kind", "source.kind", T.SourceKindRefused));
        }
        var settings = new SourceDeclaration
        {
            Kind = kind, Name = source, Location = order.Location ?? "", Table = order.Table, Query = order.Query, Schedule = order.Schedule,
        };
        var saved = await desk.SaveAsync(http.Caller(), name, settings, cancellation);
        return saved.Value is { } known ? TypedResults.Ok(known) : Refused.Of(saved);
    }

    private static async Task<Results<Ok<SourceRunAnswer[]>, NotFound>> RunsAsync(
        HttpContext http, string name, string source, SourceDesk desk, CancellationToken cancellation) =>
        await desk.FindAsync(http.Caller(), name, source, cancellation) is { } found
            ? TypedResults.Ok((await desk.RunsAsync(found.Source, cancellation))
                .Select(one => new SourceRunAnswer(one.Run.At, one.Run.Outcome, one.Run.Reason, one.Run.Load)).ToArray())
            : TypedResults.NotFound();

    private static async Task<Results<Accepted, NotFound>> RunAsync(
        HttpContext http, string name, string source, SourceDesk desk, CancellationToken cancellation)
    {
        if (await desk.FindAsync(http.Caller(), name, source, cancellation) is not { } found)
        {
            return TypedResults.NotFound();
        }
        await desk.RunNowAsync(found.Source, cancellation);
        return TypedResults.Accepted($"/api/v1/datasets/{name}/sources/{Uri.EscapeDataString(source)}/runs");
    }

    private static async Task<Results<NoContent, NotFound>> PauseAsync(
        HttpContext http, string name, string source, bool paused, SourceDesk desk, CancellationToken cancellation)
    {
        if (await desk.FindAsync(http.Caller(), name, source, cancellation) is not { } found)
        {
            return TypedResults.NotFound();
        }
        await desk.PauseAsync(found.Source, paused, cancellation);
        return TypedResults.NoContent();
    }

    private static async Task<Results<NoContent, NotFound, ProblemHttpResult>> RemoveAsync(
        HttpContext http, string name, string source, SourceDesk desk, CancellationToken cancellation)
    {
        if (await desk.FindAsync(http.Caller(), name, source, cancellation) is not { } found)
        {
            return TypedResults.NotFound();
        }
        var removed = await desk.RemoveAsync(found.Source, cancellation);
        return removed.IsDone ? TypedResults.NoContent() : Refused.Of(removed);
    }

    private static SourceStanding Standing(SourceFound found) =>
        SourceWords.Standing(found.Source, found.Dataset.Name, found.Last);
}

/// <param name="Kind">url, folder or database.</param>
/// <param name="Location">Address, folder inside the watched one, or name of a configured connection.</param>
/// <param name="Schedule">Cron expression of five parts, in Vietnam's time; null means by hand.</param>
internal sealed record SourceOrder(string? Kind, string? Location, string? Table = null, string? Query = null, string? Schedule = null);

/// <param name="Outcome">received, unchanged, or the code of why it failed.</param>
internal sealed record SourceRunAnswer(DateTimeOffset At, string Outcome, Text? Reason, Guid? Load);
