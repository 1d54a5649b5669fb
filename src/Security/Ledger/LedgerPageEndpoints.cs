using Microsoft.AspNetCore.Http.HttpResults;
using Phusa.Security.Contracts;

namespace Phusa.Security.Ledger;

/// <summary>The page on which anybody sees what the ledger has signed, and how to check it.</summary>
internal static class LedgerPageEndpoints
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/ledger", ShowAsync).RequireAuthorization(Policies.Public).ExcludeFromDescription().WithName("ledger");

    private static async Task<RazorComponentResult<LedgerPage>> ShowAsync(
        HttpContext http, LedgerHeads heads, DailyRoots roots, CancellationToken cancellation)
    {
        http.Features.Set(new LedgerView(await heads.CurrentAsync(cancellation), await roots.ListAsync(cancellation)));
        return new();
    }
}

internal sealed record LedgerView(HeadAnswer Head, IReadOnlyList<DailyRoot> Roots);
