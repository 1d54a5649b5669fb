using Microsoft.AspNetCore.Http.HttpResults;
using Phusa.Catalog.Contracts;
using Phusa.Intake.Desk;
using Phusa.Intake.Web;
using Phusa.Kernel.Outcomes;
using Phusa.Security.Contracts;

namespace Phusa.Intake.Sources;

/// <summary>Where a dataset comes from by itself, and when.</summary>
internal static class SourceEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var sources = routes.MapGroup("/api/v1/datasets/{name}/sources").RequireAuthorization(Policies.Official).WithTags("sources");
        sources.MapGet("", ListAsync).WithName("sources").WithSummary("Sources of a dataset and how they went last");
        sources.MapPut("{source}", SaveAsync).WithName("save-source").WithSummary("Add or change a source");
        sources.MapPost("{source}/run", RunAsync).WithName("run-source").WithSummary("Fetch from a source now");
        sources.MapDelete("{source}", RemoveAsync).WithName("remove-source").WithSummary("Forget a source that is not in the contract");
    }

    private static async Task<Results<Ok<SourceAnswer[]>, NotFound>> ListAsync(
        HttpContext http, string name, Datasets datasets, SourceStore store, CancellationToken cancellation) =>
        await FindAsync(http, name, datasets, cancellation) is { } dataset
            ? TypedResults.Ok((await store.ListAsync(dataset.Id, cancellation)).Select(SourceAnswer.Of).ToArray())
            : TypedResults.NotFound();

    private static async Task<Results<Ok<SourceAnswer>, NotFound, ProblemHttpResult>> SaveAsync(
        HttpContext http, string name, string source, SourceOrder order, Datasets datasets, SourceRegister register,
        CancellationToken cancellation)
    {
        if (await FindAsync(http, name, datasets, cancellation) is not { } dataset)
        {
            return TypedResults.NotFound();
        }
        if (!Enum.TryParse<SourceKind>(order.Kind, ignoreCase: true, out var kind))
        {
            return Refused.With(StatusCodes.Status422UnprocessableEntity, [new Problem("kind", "source.kind", T.SourceKindRefused)]);
        }
        var settings = new SourceDeclaration
        {
            Kind = kind, Name = source, Location = order.Location, Table = order.Table, Query = order.Query, Schedule = order.Schedule,
        };
        var saved = await register.AddAsync(dataset, source, settings, http.Caller().Name, cancellation);
        return saved.Value is { } known ? TypedResults.Ok(SourceAnswer.Of(known)) : Refused.Of(saved);
    }

    private static async Task<Results<Accepted, NotFound>> RunAsync(
        HttpContext http, string name, string source, Datasets datasets, SourceStore store, SourceRegister register,
        CancellationToken cancellation)
    {
        if (await FindAsync(http, name, datasets, cancellation) is not { } dataset
            || await store.FindAsync(dataset.Id, source, cancellation) is not { } known)
        {
            return TypedResults.NotFound();
        }
        await register.RunNowAsync(known, cancellation);
        return TypedResults.Accepted($"/api/v1/datasets/{name}/sources");
    }

    private static async Task<Results<NoContent, NotFound, ProblemHttpResult>> RemoveAsync(
        HttpContext http, string name, string source, Datasets datasets, SourceStore store, CancellationToken cancellation)
    {
        if (await FindAsync(http, name, datasets, cancellation) is not { } dataset
            || await store.FindAsync(dataset.Id, source, cancellation) is not { } known)
        {
            return TypedResults.NotFound();
        }
        if (known.Declared)
        {
            return Refused.With(StatusCodes.Status409Conflict, [new Problem("name", "source.declared", T.SourceDeclared(source))]);
        }
        await store.RemoveAsync(known.Id, cancellation);
        return TypedResults.NoContent();
    }

    private static async Task<Dataset?> FindAsync(
        HttpContext http, string name, Datasets datasets, CancellationToken cancellation) =>
        await datasets.FindAsync(name, cancellation) is { } dataset && DeskAccess.MayWrite(http.Caller(), dataset) ? dataset : null;
}

/// <param name="Kind">url, folder or database.</param>
/// <param name="Location">Address, folder inside the watched one, or name of a configured connection.</param>
/// <param name="Schedule">Cron expression of five parts, in Vietnam's time; null means by hand.</param>
internal sealed record SourceOrder(string Kind, string Location, string? Table = null, string? Query = null, string? Schedule = null);

internal sealed record SourceAnswer(
    string Name, string Kind, string Location, string? Schedule, DateTimeOffset? NextDue, bool Declared, DateTimeOffset? LastAt,
    string? LastOutcome, Guid? LastLoad)
{
    public static SourceAnswer Of(Source source) => new(
        source.Name, source.Settings.Kind.ToString().ToLowerInvariant(), source.Settings.Location, source.Cron, source.NextDue,
        source.Declared, source.LastAt, source.LastOutcome, source.LastLoad);
}
