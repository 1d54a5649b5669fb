using Microsoft.AspNetCore.Http.HttpResults;
using Phusa.Kernel.Outcomes;
using Phusa.Security.Contracts;
using Phusa.Security.Web;

namespace Phusa.Security.Complaints;

/// <summary>Complaints about accesses, for programs.</summary>
internal static class ComplaintApi
{
    private const string Root = "/api/v1/audit/complaints";
    private const int Most = 500;

    public static void Map(IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup(Root).RequireAuthorization(Policies.Oversight).WithTags("audit");
        api.MapGet("", ListAsync).WithName("list-complaints").WithSummary("Complaints, open ones first by their last day; 500 at most");
        api.MapGet("{id:guid}", FindAsync).WithName("complaint").WithSummary("A complaint and its answer");
        api.MapPost("", TakeAsync).RequireAuthorization(Policies.Auditor).WithName("take-complaint")
            .WithSummary("Take a complaint about the access in an `entry` of the ledger");
        api.MapPost("{id:guid}/answer", AnswerAsync).RequireAuthorization(Policies.DataOffice).WithName("answer-complaint")
            .WithSummary("Answer a complaint, once");
    }

    private static async Task<Ok<IReadOnlyList<Complaint>>> ListAsync(
        HttpContext http, ComplaintStore store, CancellationToken cancellation)
    {
        http.Response.Headers.CacheControl = "no-store";
        return TypedResults.Ok(await store.ListAsync(Most, cancellation));
    }

    private static async Task<Results<Ok<Complaint>, ProblemHttpResult>> FindAsync(
        HttpContext http, Guid id, ComplaintStore store, CancellationToken cancellation) =>
        Answer(http, await store.FindAsync(id, cancellation) is { } one ? one : TakeComplaint.Missing);

    private static async Task<Results<Created<Complaint>, ProblemHttpResult>> TakeAsync(
        HttpContext http, ComplaintOrder order, TakeComplaint take, CancellationToken cancellation)
    {
        var taken = await take.RunAsync(http.Caller(), order, cancellation);
        http.Response.Headers.CacheControl = "no-store";
        return taken.Value is { } made ? TypedResults.Created($"{Root}/{made.Id}", made) : Problems.Of(taken);
    }

    private static async Task<Results<Ok<Complaint>, ProblemHttpResult>> AnswerAsync(
        HttpContext http, Guid id, ComplaintReply reply, TakeComplaint take, CancellationToken cancellation) =>
        Answer(http, await take.AnswerAsync(http.Caller(), id, reply.Answer, cancellation));

    private static Results<Ok<Complaint>, ProblemHttpResult> Answer(HttpContext http, Outcome<Complaint> outcome)
    {
        http.Response.Headers.CacheControl = "no-store";
        return outcome.Value is { } one ? TypedResults.Ok(one) : Problems.Of(outcome);
    }
}

internal sealed record ComplaintReply(string? Answer);
