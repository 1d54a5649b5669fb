using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Phusa.Catalog.Contracts;
using Phusa.Intake.Contracts;
using Phusa.Intake.Desk;
using Phusa.Intake.Web;
using Phusa.Kernel.Outcomes;
using Phusa.Security.Contracts;

namespace Phusa.Intake.Loads;

/// <summary>Loads for programs: bring a file, watch it, decide on it.</summary>
internal static class LoadEndpoints
{
    private const int Most = 200;

    public static void Map(IEndpointRouteBuilder routes)
    {
        var datasets = routes.MapGroup("/api/v1/datasets/{name}/loads").RequireAuthorization(Policies.Official).WithTags("loads");
        datasets.MapGet("", ListAsync).WithName("loads").WithSummary("Loads of a dataset, the newest first");
        datasets.MapPost("", ReceiveAsync).WithName("receive-load").WithSummary("Bring a file: its bytes are the body")
            .WithMetadata(new DisableRequestSizeLimitAttribute());
        var loads = routes.MapGroup("/api/v1/loads/{id:guid}").RequireAuthorization(Policies.Official).WithTags("loads");
        loads.MapGet("", FindAsync).WithName("load").WithSummary("A load and what was found in it");
        loads.MapGet("events", EventsAsync).WithName("load-events").WithSummary("How far a load is, as server-sent events");
        loads.MapPost("commit", CommitAsync).WithName("commit-load").WithSummary("Make a checked load the served version");
        loads.MapPost("cancel", CancelAsync).WithName("cancel-load").WithSummary("Take a load back, also while it runs");
        loads.MapPut("choices", ChooseAsync).WithName("choose-reading").WithSummary("Say how the file is to be read, and check it again");
    }

    private static async Task<Results<Ok<LoadAnswer[]>, ForbidHttpResult, NotFound>> ListAsync(
        HttpContext http, string name, Datasets datasets, LoadStore store, int? limit, CancellationToken cancellation)
    {
        if (await datasets.FindAsync(name, cancellation) is not { } dataset)
        {
            return TypedResults.NotFound();
        }
        if (!DeskAccess.MayRead(http.Caller(), dataset))
        {
            return TypedResults.Forbid();
        }
        var loads = await store.ListAsync(dataset.Id, Math.Clamp(limit ?? 50, 1, Most), cancellation);
        return TypedResults.Ok(loads.Select(load => LoadAnswer.Of(load)).ToArray());
    }

    private static async Task<Results<Accepted<LoadAnswer>, ForbidHttpResult, NotFound, ProblemHttpResult>> ReceiveAsync(
        HttpContext http, string name, Datasets datasets, ReceiveLoad receive, string? mode, bool? commit, Guid? resubmits,
        string? file, string? part, int? headerLine, CancellationToken cancellation)
    {
        if (await datasets.FindAsync(name, cancellation) is not { } dataset)
        {
            return TypedResults.NotFound();
        }
        if (!DeskAccess.MayWrite(http.Caller(), dataset))
        {
            return TypedResults.Forbid();
        }
        if (mode is not null && LoadModes.Read(mode) is null)
        {
            return ProblemAnswer.With(
                StatusCodes.Status400BadRequest, new Problem("mode", "mode.unknown", T.ModeUnknown(mode)));
        }
        var incoming = new IncomingFile(
            Path.GetFileName(file ?? name), "api", http.Caller().Name, LoadModes.Read(mode), resubmits,
            commit == true ? Onward.Commit : Onward.Check, new ChoicesOrder(Part: part, HeaderLine: headerLine).Choices());
        var received = await receive.RunAsync(name, incoming, http.Request.Body, cancellation);
        return received.Value is { } load
            ? TypedResults.Accepted($"/api/v1/loads/{load.Id}", LoadAnswer.Of(load))
            : Refused.Of(received);
    }

    private static async Task<Results<Ok<LoadAnswer>, NotFound>> FindAsync(
        HttpContext http, Guid id, LoadDesk desk, RunStore runs, LoadParts parts, CancellationToken cancellation) =>
        await desk.FindAsync(http.Caller(), id, cancellation) is { } found
            ? TypedResults.Ok(LoadAnswer.Of(found.Load, await runs.DifferenceAsync(id, cancellation)) with
            {
                Parts = await parts.OfAsync(found.Load, cancellation),
            })
            : TypedResults.NotFound();

    private static async Task<Results<ServerSentEventsResult<LoadEvent>, NotFound>> EventsAsync(
        HttpContext http, Guid id, LoadDesk desk, LoadEvents events, CancellationToken cancellation) =>
        await desk.FindAsync(http.Caller(), id, cancellation) is null
            ? TypedResults.NotFound()
            : TypedResults.ServerSentEvents(events.OfAsync(id, cancellation));

    private static async Task<Results<Accepted<LoadAnswer>, NotFound, ForbidHttpResult, ProblemHttpResult>> CommitAsync(
        HttpContext http, Guid id, LoadDesk desk, CancellationToken cancellation) =>
        Answer(await desk.CommitAsync(http.Caller(), id, cancellation));

    private static async Task<Results<Accepted<LoadAnswer>, NotFound, ForbidHttpResult, ProblemHttpResult>> CancelAsync(
        HttpContext http, Guid id, LoadDesk desk, CancellationToken cancellation) =>
        Answer(await desk.CancelAsync(http.Caller(), id, cancellation));

    private static async Task<Results<Accepted<LoadAnswer>, NotFound, ForbidHttpResult, ProblemHttpResult>> ChooseAsync(
        HttpContext http, Guid id, ChoicesOrder order, LoadDesk desk, CancellationToken cancellation) =>
        Answer(await desk.ChooseAsync(http.Caller(), id, order.Choices(), cancellation));

    private static Results<Accepted<LoadAnswer>, NotFound, ForbidHttpResult, ProblemHttpResult> Answer(Outcome<Load> outcome) =>
        outcome switch
        {
            { Value: { } load } => TypedResults.Accepted($"/api/v1/loads/{load.Id}", LoadAnswer.Of(load)),
            { IsMissing: true } => TypedResults.NotFound(),
            { Problems: [{ Code: LoadDesk.Forbidden }, ..] } => TypedResults.Forbid(),
            _ => Refused.Of(outcome),
        };
}

/// <summary>How a file is to be read; what is left out is found out.</summary>
/// <param name="Delimiter">One character; <c>tab</c> for a tabulator.</param>
/// <param name="Part">Sheet or entry.</param>
/// <param name="Columns">Field by the file's heading; an empty field leaves the column out.</param>
/// <param name="HeaderLine">The line with the headings, from 1.</param>
internal sealed record ChoicesOrder(
    string? Encoding = null, string? Delimiter = null, string? Part = null, IReadOnlyDictionary<string, string>? Columns = null,
    int? HeaderLine = null)
{
    public ReadingChoices Choices() =>
        new(Given(Encoding), Mark(Given(Delimiter)), Given(Part), Columns, HeaderLine: HeaderLine > 0 ? HeaderLine : null);

    private static string? Given(string? text) => string.IsNullOrEmpty(text) ? null : text;

    private static char? Mark(string? text) => text switch { null => null, "tab" => '\t', _ => text[0] };
}
