using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Phusa.Security.Contracts;
using Phusa.Security.Web;
using Phusa.Ui;

namespace Phusa.Security.Complaints;

/// <summary>Complaints about accesses: taken by auditors, seen by the data office too, which answers them.</summary>
internal static class ComplaintEndpoints
{
    private const string Root = "/audit/complaints";
    private const int Most = 500;

    public static void Map(IEndpointRouteBuilder routes)
    {
        var pages = routes.MapGroup(Root).RequireAuthorization(Policies.Oversight, Registration.InBrowser).ExcludeFromDescription();
        pages.MapGet("", ShowAsync).WithName("complaints");
        pages.MapPost("", TakeAsync).RequireAuthorization(Policies.Auditor);
        pages.MapPost("{id:guid}/answer", AnswerAsync).RequireAuthorization(Policies.DataOffice);
    }

    private static async Task<RazorComponentResult<ComplaintsPage>> ShowAsync(
        HttpContext http, ComplaintStore store, CancellationToken cancellation)
    {
        http.Response.Headers.CacheControl = "no-store";
        http.Features.Set<IReadOnlyList<Complaint>>(await store.ListAsync(Most, cancellation));
        return new();
    }

    private static async Task<RedirectHttpResult> TakeAsync(
        HttpContext http, TakeComplaint take, IFormCollection form, CancellationToken cancellation)
    {
        long? entry = long.TryParse(form["entry"], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
        var taken = await take.RunAsync(
            http.Caller(), new(entry, form["said"], form["name"], form["contact"], form["body"]), cancellation);
        Flash.Set(http, taken.IsDone ? NoticeTone.Success : NoticeTone.Error,
            taken.Value is { } made ? T.ComplaintTaken(made.DueOn) : taken.Problems[0].Message);
        return TypedResults.LocalRedirect(Root);
    }

    private static async Task<RedirectHttpResult> AnswerAsync(
        HttpContext http, Guid id, TakeComplaint take, [FromForm] string? answer, CancellationToken cancellation)
    {
        var done = await take.AnswerAsync(http.Caller(), id, answer, cancellation);
        Flash.Set(http, done.IsDone ? NoticeTone.Success : NoticeTone.Error, done.IsDone ? T.ComplaintAnswered : done.Problems[0].Message);
        return TypedResults.LocalRedirect(Root);
    }
}
