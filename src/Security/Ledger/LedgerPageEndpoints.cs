using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Phusa.Kernel.Outcomes;
using Phusa.Security.Contracts;
using Phusa.Security.Web;
using Phusa.Ui;

namespace Phusa.Security.Ledger;

/// <summary>The pages on which anybody sees what the ledger has signed, who signs with it, and how to check it.</summary>
internal static class LedgerPageEndpoints
{
    private const string Register = "/ledger/witnesses";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/ledger", ShowAsync).RequireAuthorization(Policies.Public).ExcludeFromDescription().WithName("ledger");
        routes.MapGet(Register, WitnessesAsync).RequireAuthorization(Policies.Public).ExcludeFromDescription().WithName("ledger-witnesses");
        routes.MapPost(Register, AddWitnessAsync).RequireAuthorization(Policies.Administrator, Registration.InBrowser).ExcludeFromDescription();
    }

    private static async Task<RazorComponentResult<LedgerPage>> ShowAsync(
        HttpContext http, LedgerHeads heads, DailyRoots roots, TimestampWindow window, CancellationToken cancellation)
    {
        http.Features.Set(new LedgerView(
            await heads.CurrentAsync(cancellation), await roots.ListAsync(cancellation), window.RefusedFor, window.Hours));
        return new();
    }

    private static async Task<RazorComponentResult<WitnessesPage>> WitnessesAsync(
        HttpContext http, Witnesses witnesses, CancellationToken cancellation)
    {
        http.Features.Set(new WitnessesView(await witnesses.StandingsAsync(cancellation), "", "", []));
        return new();
    }

    /// <summary>What is refused comes back as it was written.</summary>
    private static async Task<Results<RedirectHttpResult, RazorComponentResult<WitnessesPage>>> AddWitnessAsync(
        HttpContext http, Witnesses witnesses, [FromForm] string? name, [FromForm] string? publicKey, CancellationToken cancellation)
    {
        var added = await witnesses.AddAsync(name?.Trim() ?? "", publicKey?.Trim() ?? "", cancellation);
        if (added.IsDone)
        {
            Flash.Set(http, NoticeTone.Success, T.WitnessAdded(added.Value.Name));
            return TypedResults.LocalRedirect(Register);
        }
        http.Features.Set(new WitnessesView(await witnesses.StandingsAsync(cancellation), name ?? "", publicKey ?? "", added.Problems));
        return new RazorComponentResult<WitnessesPage> { StatusCode = StatusCodes.Status422UnprocessableEntity };
    }
}

/// <param name="RefusedFor">Since when heads wait for a timestamp, where entries are refused for it.</param>
internal sealed record LedgerView(HeadAnswer Head, IReadOnlyList<DailyRoot> Roots, DateTimeOffset? RefusedFor, int WindowHours);

internal sealed record WitnessesView(
    IReadOnlyList<WitnessStanding> All, string Name, string PublicKey, IReadOnlyList<Problem> Problems)
{
    public string? Wrong(string field) => Problems.FirstOrDefault(problem => problem.Field == field)?.Message.ToString();
}
