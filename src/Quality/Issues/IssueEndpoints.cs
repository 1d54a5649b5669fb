using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Phusa.Catalog.Contracts;
using Phusa.Kernel.Outcomes;
using Phusa.Quality.Contracts;
using Phusa.Security.Contracts;

namespace Phusa.Quality.Issues;

/// <summary>Issues over the API, for officials who may know of the dataset.</summary>
internal static class IssueEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/api/v1").RequireAuthorization(Policies.Official).WithTags("quality");
        api.MapGet("/quality/issues", ListAsync).WithName("quality.issues").WithSummary("Issues of quality, open ones first");
        api.MapGet("/datasets/{name}/issues", OfDatasetAsync).WithName("quality.dataset-issues").WithSummary("Issues of one dataset");
        api.MapPost("/quality/issues/{id:guid}/assignee", AssignAsync).WithName("quality.assign").WithSummary("Give an issue to somebody");
        api.MapPost("/quality/issues/{id:guid}/comments", CommentAsync).WithName("quality.comment").WithSummary("Comment on an issue");
    }

    private static async Task<Ok<IReadOnlyList<IssueAnswer>>> ListAsync(
        HttpContext http, IssueList list, [FromQuery] bool? open, CancellationToken cancellation) =>
        TypedResults.Ok(await list.ReadAsync(http.Caller(), null, open, cancellation));

    private static async Task<Results<Ok<IReadOnlyList<IssueAnswer>>, NotFound>> OfDatasetAsync(
        HttpContext http, string name, IssueList list, Datasets datasets, [FromQuery] bool? open, CancellationToken cancellation) =>
        await datasets.FindAsync(name, cancellation) is { } dataset && await list.MaySeeAsync(http.Caller(), dataset, cancellation)
            ? TypedResults.Ok(await list.ReadAsync(http.Caller(), dataset.Id, open, cancellation))
            : TypedResults.NotFound();

    private static async Task<Results<NoContent, ProblemHttpResult>> AssignAsync(
        HttpContext http, Guid id, IssueBook book, Assignment asked, CancellationToken cancellation) =>
        Answer(await book.AssignAsync(http.Caller(), id, asked.Assignee, cancellation));

    private static async Task<Results<NoContent, ProblemHttpResult>> CommentAsync(
        HttpContext http, Guid id, IssueBook book, Remark asked, CancellationToken cancellation) =>
        Answer(await book.CommentAsync(http.Caller(), id, asked.Body, cancellation));

    private static Results<NoContent, ProblemHttpResult> Answer(Outcome<QualityIssue> outcome) =>
        outcome.IsDone ? TypedResults.NoContent() : ProblemAnswer.Of(outcome, code => code switch
        {
            "issue.not-yours" => StatusCodes.Status403Forbidden,
            "issue.closed" => StatusCodes.Status409Conflict,
            _ => StatusCodes.Status422UnprocessableEntity,
        });
}

internal sealed record Assignment(string? Assignee);

internal sealed record Remark(string? Body);
