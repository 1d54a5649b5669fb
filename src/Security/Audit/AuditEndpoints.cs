using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Phusa.Security.Administration;
using Phusa.Security.Contracts;
using Phusa.Security.Web;

namespace Phusa.Security.Audit;

/// <summary>What auditors look through: who read personal data, and what administrators did.</summary>
internal static class AuditEndpoints
{
    private const int Size = 50;

    public static void Map(IEndpointRouteBuilder routes)
    {
        var audit = routes.MapGroup("/audit").RequireAuthorization(Policies.Auditor).ExcludeFromDescription();
        audit.MapGet("", () => TypedResults.LocalRedirect("/audit/personal-reads")).WithName("audit");
        audit.MapGet("personal-reads", ReadsAsync).WithName("personal-reads");
        audit.MapGet("personal-reads.csv", ReadsCsv).WithName("personal-reads-csv");
        audit.MapGet("person", () => new RazorComponentResult<PersonPage>()).WithName("audit-person");
        audit.MapPost("person", PersonAsync);
        routes.MapPost("/api/v1/ledger/person", AccessesAsync).RequireAuthorization(Policies.Auditor).WithTags("ledger")
            .WithName("ledger.person").WithSummary("Who looked at a person's data, by citizen number");
        audit.MapGet("admin-actions", ActionsAsync).WithName("admin-actions");
    }

    private static async Task<RazorComponentResult<PersonalReadsPage>> ReadsAsync(
        HttpContext http, FindPersonalReads find, string? dataset, string? user, string? from, string? to, long? after,
        CancellationToken cancellation)
    {
        var filter = PersonalReadFilter.Of(dataset, user, from, to);
        var found = await find.RunAsync(filter, after, Size + 1, cancellation);
        http.Features.Set(new PersonalReadsView(
            filter, [.. found.Take(Size)], found.Count > Size ? found[Size - 1].Seq : null, after is not null));
        return new();
    }

    private static PushStreamHttpResult ReadsCsv(
        FindPersonalReads find, string? dataset, string? user, string? from, string? to, CancellationToken cancellation)
    {
        var filter = PersonalReadFilter.Of(dataset, user, from, to);
        return TypedResults.Stream(
            body => PersonalReadsCsv.WriteAsync(body, find, filter, cancellation), "text/csv; charset=utf-8",
            "personal-reads.csv");
    }

    /// <summary>Answered where it was asked: a citizen number has no place in an address.</summary>
    private static async Task<RazorComponentResult<PersonPage>> PersonAsync(
        HttpContext http, PersonAccesses accesses, [FromForm] string? citizenNumber, CancellationToken cancellation)
    {
        var found = await accesses.RunAsync(http.Caller(), citizenNumber, cancellation);
        http.Response.Headers.CacheControl = "no-store";
        http.Features.Set(new PersonView(found.Value, found.Problems is [var problem, ..] ? problem.Message.ToString() : null));
        return new();
    }

    private static async Task<Results<Ok<IReadOnlyList<PersonAccess>>, ValidationProblem>> AccessesAsync(
        HttpContext http, PersonAccesses accesses, AskedPerson asked, CancellationToken cancellation)
    {
        var found = await accesses.RunAsync(http.Caller(), asked.CitizenNumber, cancellation);
        return found.IsDone ? TypedResults.Ok(found.Value)
            : TypedResults.ValidationProblem(Problems.ByField(found.Problems), extensions: Problems.Codes(found.Problems));
    }

    private static async Task<RazorComponentResult<AdminActionsPage>> ActionsAsync(
        HttpContext http, AdminActions actions, Contracts.Agencies agencies, int? page, CancellationToken cancellation)
    {
        var shown = Math.Max(1, page ?? 1);
        http.Features.Set(new AdminActionsView(
            new(await actions.ListAsync(shown, Size, cancellation), await agencies.TreeAsync(cancellation)), shown,
            await actions.CountAsync(cancellation), Size));
        return new();
    }
}

/// <param name="Next">The entry after which the next page begins; null on the last page.</param>
internal sealed record PersonalReadsView(
    PersonalReadFilter Filter, IReadOnlyList<PersonalRead> Reads, long? Next, bool IsLater);

/// <param name="Found">Null while nobody was asked for.</param>
internal sealed record PersonView(IReadOnlyList<PersonAccess>? Found, string? Problem);

internal sealed record AskedPerson(string? CitizenNumber);

internal sealed record AdminActionsView(ActionRows Rows, int Page, long Total, int Size);
