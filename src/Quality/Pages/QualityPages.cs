using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Phusa.Catalog.Contracts;
using Phusa.Kernel.Outcomes;
using Phusa.Kernel.Texts;
using Phusa.Quality.Contracts;
using Phusa.Quality.Issues;
using Phusa.Quality.Scoring;
using Phusa.Security.Contracts;
using Phusa.Ui;

namespace Phusa.Quality.Pages;

/// <summary>Scoreboard, drill-down and issues, for officials.</summary>
internal static class QualityPages
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var pages = routes.MapGroup("/quality").RequireAuthorization(Policies.Official).ExcludeFromDescription();
        pages.MapGet("", ShowBoardAsync).WithName("quality.board");
        pages.MapGet("/datasets/{name}", ShowDatasetAsync).WithName("quality.dataset");
        pages.MapGet("/issues", ShowIssuesAsync).WithName("quality.issue-list");
        pages.MapGet("/issues/{id:guid}", ShowIssueAsync).WithName("quality.issue");
        pages.MapPost("/issues/{id:guid}/assign", AssignAsync).WithName("quality.issue-assign");
        pages.MapPost("/issues/{id:guid}/comment", CommentAsync).WithName("quality.issue-comment");
    }

    private static async Task<RazorComponentResult> ShowBoardAsync(
        HttpContext http, Scoreboard board, [FromQuery] string? agency, CancellationToken cancellation) =>
        string.IsNullOrEmpty(agency)
            ? new RazorComponentResult<ScoreboardPage>(new { Agencies = await board.AgenciesAsync(http.Caller(), cancellation) })
            : new RazorComponentResult<AgencyPage>(new
            {
                Agency = (await board.AgenciesAsync(http.Caller(), cancellation)).FirstOrDefault(one => one.Code == agency),
                Datasets = await board.DatasetsAsync(http.Caller(), agency, cancellation),
            });

    private static async Task<Results<RazorComponentResult<DatasetQualityPage>, NotFound>> ShowDatasetAsync(
        HttpContext http, string name, Datasets datasets, ScoresNow scores, DatasetRights rights,
        QualityReports reports, IssueList issues, CancellationToken cancellation)
    {
        if (await datasets.FindAsync(name, cancellation) is not { } dataset)
        {
            return TypedResults.NotFound();
        }
        var now = await scores.NowAsync(dataset, cancellation);
        var decision = await rights.OfAsync(http.Caller(), dataset, now.Contract, cancellation);
        if (!decision.DescriptionAllowed)
        {
            return TypedResults.NotFound();
        }
        return new RazorComponentResult<DatasetQualityPage>(new
        {
            Now = now,
            History = await reports.HistoryAsync(dataset.Id, cancellation),
            Issues = await issues.ReadAsync(http.Caller(), dataset.Id, true, cancellation),
        });
    }

    private static async Task<RazorComponentResult<IssuesPage>> ShowIssuesAsync(
        HttpContext http, [FromQuery] string? state, IssueList list, CancellationToken cancellation) => new(new
        {
            IsOpen = state != "closed",
            Issues = await list.ReadAsync(http.Caller(), null, state != "closed", cancellation),
        });

    private static async Task<Results<RazorComponentResult<IssuePage>, NotFound>> ShowIssueAsync(
        HttpContext http, Guid id, IssueList list, IssueBook book, Datasets datasets, CancellationToken cancellation) =>
        await list.FindAsync(http.Caller(), id, cancellation) is { } answer
            && await datasets.FindAsync(answer.Dataset, cancellation) is { } dataset
            ? new RazorComponentResult<IssuePage>(new
            {
                Answer = answer, Comments = await book.CommentsAsync(id, cancellation),
                MayChange = IssueBook.MayChange(http.Caller(), dataset), Me = http.Caller().Name,
            })
            : TypedResults.NotFound();

    private static async Task<RedirectHttpResult> AssignAsync(
        HttpContext http, Guid id, IssueBook book, [FromForm] string? assignee, CancellationToken cancellation) =>
        Back(http, id, await book.AssignAsync(http.Caller(), id, assignee, cancellation), T.IssueAssignedNow);

    private static async Task<RedirectHttpResult> CommentAsync(
        HttpContext http, Guid id, IssueBook book, [FromForm] string? body, CancellationToken cancellation) =>
        Back(http, id, await book.CommentAsync(http.Caller(), id, body, cancellation), T.IssueCommented);

    private static RedirectHttpResult Back(HttpContext http, Guid id, Outcome<QualityIssue> outcome, Text done)
    {
        http.Tell(outcome.Problems, done);
        return TypedResults.LocalRedirect($"/quality/issues/{id}");
    }
}
