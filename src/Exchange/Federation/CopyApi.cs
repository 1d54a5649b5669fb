using Microsoft.AspNetCore.Http.HttpResults;
using Phusa.Exchange.Members;
using Phusa.Kernel.Outcomes;
using Phusa.Kernel.Texts;
using Phusa.Security.Contracts;

namespace Phusa.Exchange.Federation;

/// <summary>Copies of peers' datasets, for programs.</summary>
internal static class CopyApi
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var ofPeer = routes.MapGroup("/api/v1/exchange/federation/peers/{id:guid}/copies").WithTags("federation");
        ofPeer.MapGet("", ListAsync).RequireAuthorization(Policies.Official).WithName("list-copies")
            .WithSummary("Datasets here that are kept as a peer's are");
        ofPeer.MapPost("", AddAsync).RequireAuthorization(Policies.DataOffice).WithName("keep-copy")
            .WithSummary("Keep a `dataset` as the peer's `service` is (`GOV/H15.02/du-an/v1`); its contract has to be the same");
        var api = routes.MapGroup("/api/v1/exchange/federation/copies/{id:guid}").RequireAuthorization(Policies.DataOffice)
            .WithTags("federation");
        api.MapPost("run", RunAsync).WithName("run-copy").WithSummary("Look for changes now");
        api.MapPost("renew", RenewAsync).WithName("renew-copy").WithSummary("Take a copy whole, in place of whatever is there");
        api.MapDelete("", RemoveAsync).WithName("end-copy").WithSummary("Keep it no longer; the dataset stays as it is");
    }

    private static async Task<Ok<IReadOnlyList<CopyAnswer>>> ListAsync(Guid id, CopyStore store, CancellationToken cancellation) =>
        TypedResults.Ok<IReadOnlyList<CopyAnswer>>([.. (await store.OfPeerAsync(id, cancellation)).Select(CopyAnswer.Of)]);

    private static async Task<Results<Ok<CopyAnswer>, ProblemHttpResult>> AddAsync(
        HttpContext http, Guid id, CopyOrder order, KeepCopy keep, CancellationToken cancellation) =>
        Answer(await keep.AddAsync(http.Caller(), id, order, cancellation));

    private static async Task<Results<Ok<CopyAnswer>, ProblemHttpResult>> RunAsync(
        HttpContext http, Guid id, KeepCopy keep, CancellationToken cancellation) =>
        Answer(await keep.HurryAsync(http.Caller(), id, false, cancellation));

    private static async Task<Results<Ok<CopyAnswer>, ProblemHttpResult>> RenewAsync(
        HttpContext http, Guid id, KeepCopy keep, CancellationToken cancellation) =>
        Answer(await keep.HurryAsync(http.Caller(), id, true, cancellation));

    private static async Task<Results<NoContent, ProblemHttpResult>> RemoveAsync(
        HttpContext http, Guid id, KeepCopy keep, CancellationToken cancellation)
    {
        var removed = await keep.RemoveAsync(http.Caller(), id, cancellation);
        return removed.IsDone ? TypedResults.NoContent() : Refused.Of(removed);
    }

    private static Results<Ok<CopyAnswer>, ProblemHttpResult> Answer(Outcome<Copy> outcome) =>
        outcome.Value is { } copy ? TypedResults.Ok(CopyAnswer.Of(copy)) : Refused.Of(outcome);
}

/// <param name="Version">The peer's, that it was made from.</param>
/// <param name="LocalVersion">Ours.</param>
/// <param name="Problem">Why it is not fresh.</param>
internal sealed record CopyAnswer(
    Guid Id, string Service, string Dataset, string State, long? Version, long? LocalVersion, long? Rows, string? Digest,
    DateTimeOffset? FreshAt, DateTimeOffset? CheckedAt, Problem? Problem)
{
    public static CopyAnswer Of(Copy copy) => new(
        copy.Id, copy.Service, copy.Dataset, Word.Of(copy.State), copy.Remote, copy.Local, copy.Rows, copy.Digest,
        copy.FreshAt, copy.CheckedAt, copy.Cause);
}
