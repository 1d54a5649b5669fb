using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Phusa.Kernel.Outcomes;
using Phusa.Security.Administration;
using Phusa.Security.Contracts;
using Phusa.Security.Web;
using Phusa.Ui;

namespace Phusa.Security.Ledger;

/// <summary>The pages on which anybody sees what the ledger has signed, who signs with it, and how to check it.</summary>
internal static class LedgerPageEndpoints
{
    private const string Register = "/ledger/witnesses";
    private const int MostDeeds = 1000;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/ledger", ShowAsync).RequireAuthorization(Policies.Public).ExcludeFromDescription().WithName("ledger");
        routes.MapGet(Register, WitnessesAsync).RequireAuthorization(Policies.Public).ExcludeFromDescription().WithName("ledger-witnesses");
        routes.MapPost(Register, AddWitnessAsync).RequireAuthorization(Policies.Administrator, Registration.InBrowser).ExcludeFromDescription();
        routes.MapPost(Register + "/withdraw", WithdrawWitnessAsync).RequireAuthorization(Policies.Administrator, Registration.InBrowser)
            .ExcludeFromDescription();
    }

    private static async Task<RazorComponentResult<LedgerPage>> ShowAsync(
        HttpContext http, LedgerHeads heads, DailyRoots roots, TimestampWindow window, CancellationToken cancellation)
    {
        http.Features.Set(new LedgerView(
            await heads.CurrentAsync(cancellation), await roots.ListAsync(cancellation), window.RefusedFor, window.Hours));
        return new();
    }

    private static async Task<RazorComponentResult<WitnessesPage>> WitnessesAsync(
        HttpContext http, Witnesses witnesses, AdminActions deeds, CancellationToken cancellation)
    {
        http.Features.Set(await ViewAsync(http, witnesses, deeds, new("", ""), [], cancellation));
        return new();
    }

    /// <summary>What is refused comes back as it was written.</summary>
    private static async Task<Results<RedirectHttpResult, RazorComponentResult<WitnessesPage>>> AddWitnessAsync(
        HttpContext http, AppointWitness appoint, Witnesses witnesses, AdminActions deeds, [FromForm] string? name, [FromForm] string? publicKey,
        CancellationToken cancellation)
    {
        var added = await appoint.AddAsync(http.Caller(), name?.Trim() ?? "", publicKey?.Trim() ?? "", cancellation);
        if (added.IsDone)
        {
            Flash.Set(http, NoticeTone.Success, T.WitnessAdded(added.Value.Name));
            return TypedResults.LocalRedirect(Register);
        }
        http.Features.Set(await ViewAsync(http, witnesses, deeds, new(name ?? "", publicKey ?? ""), added.Problems, cancellation));
        return new RazorComponentResult<WitnessesPage> { StatusCode = StatusCodes.Status422UnprocessableEntity };
    }

    private static async Task<RedirectHttpResult> WithdrawWitnessAsync(
        HttpContext http, AppointWitness appoint, [FromForm] string? name, CancellationToken cancellation)
    {
        var withdrawn = await appoint.WithdrawAsync(http.Caller(), name ?? "", cancellation);
        Flash.Set(http, withdrawn.IsDone ? NoticeTone.Success : NoticeTone.Error,
            withdrawn.IsDone ? T.WitnessWithdrawnNow(withdrawn.Value.Name) : withdrawn.Problems[0].Message);
        return TypedResults.LocalRedirect(Register);
    }

    /// <summary>Who registered and withdrew them is for officials: colleagues' names are not for the whole world.</summary>
    private static async Task<WitnessesView> ViewAsync(
        HttpContext http, Witnesses witnesses, AdminActions deeds, NewWitness asked, IReadOnlyList<Problem> problems,
        CancellationToken cancellation)
    {
        List<AdminAction> done = [];
        if (http.Caller().IsOfficial || http.Caller().Has(Role.Administrator))
        {
            done.AddRange(await deeds.OfKindAsync(AdminActionKind.WitnessAdded, MostDeeds, cancellation));
            done.AddRange(await deeds.OfKindAsync(AdminActionKind.WitnessWithdrawn, MostDeeds, cancellation));
        }
        return new(await witnesses.StandingsAsync(cancellation), done, asked, problems);
    }
}

/// <param name="RefusedFor">Since when heads wait for a timestamp, where entries are refused for it.</param>
internal sealed record LedgerView(HeadAnswer Head, IReadOnlyList<DailyRoot> Roots, DateTimeOffset? RefusedFor, int WindowHours);

/// <param name="Deeds">Who registered and withdrew witnesses; none for whoever is not to know.</param>
internal sealed record WitnessesView(
    IReadOnlyList<WitnessStanding> All, IReadOnlyList<AdminAction> Deeds, NewWitness Asked, IReadOnlyList<Problem> Problems)
{
    public string? Wrong(string field) => Problems.FirstOrDefault(problem => problem.Field == field)?.Message.ToString();

    /// <summary>Null where it is not known, as of witnesses from before deeds were recorded, or not to be told.</summary>
    public string? Who(AdminActionKind kind, Witness witness) =>
        Deeds.FirstOrDefault(deed => deed.Kind == kind && deed.Subject == witness.Name)?.ActorName;
}
