using Microsoft.AspNetCore.Http.HttpResults;
using Phusa.Security.Administration;
using Phusa.Security.Contracts;

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

internal sealed record AdminActionsView(ActionRows Rows, int Page, long Total, int Size);
