using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Phusa.Catalog.Contracts;
using Phusa.Kernel.Outcomes;
using Phusa.Security.Contracts;
using Phusa.Ui;

namespace Phusa.Catalog.Systems;

/// <summary>The data office's form of one database; retiring is the same for both, see <see cref="SystemPages"/>.</summary>
internal static class DatabasePages
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var pages = routes.MapGroup("/systems/databases").RequireAuthorization(Policies.DataOffice).ExcludeFromDescription();
        pages.MapGet("new", () => TypedResults.LocalRedirect($"/systems/databases/{Guid.CreateVersion7()}"))
            .WithName("new-database");
        pages.MapGet("{id:guid}", EditAsync).WithName("database");
        pages.MapPost("{id:guid}", SaveAsync);
    }

    /// <summary>The form of a database, empty when there is none with this id yet.</summary>
    private static async Task<RazorComponentResult<DatabasePage>> EditAsync(
        HttpContext http, Guid id, InformationSystems systems, Agencies agencies, CancellationToken cancellation)
    {
        var known = await FindAsync(systems, id, cancellation);
        http.Features.Set(new DatabaseView(
            known ?? new(id, "", null, DatabaseScope.Sector), known is null, await agencies.TreeAsync(cancellation),
            await systems.ListAsync(cancellation), []));
        return new();
    }

    /// <summary>What is refused comes back as it was written, with what is wrong beside each field.</summary>
    private static async Task<Results<RedirectHttpResult, RazorComponentResult<DatabasePage>>> SaveAsync(
        HttpContext http, Guid id, InformationSystems systems, Agencies agencies, [FromForm] string? name,
        [FromForm] string? agency, [FromForm] string? scope, [FromForm] string? system, [FromForm] string? description,
        CancellationToken cancellation)
    {
        // The empty choice is no system.
        var database = new DatabaseOrder(
            name, agency, scope, Guid.TryParse(system, out var owner) ? owner : null, description).Database(id);
        var saved = await systems.SaveAsync(database, cancellation);
        if (saved.IsDone)
        {
            Flash.Set(http, NoticeTone.Success, T.SystemSaved(saved.Value.Name));
            return TypedResults.LocalRedirect("/systems?view=databases");
        }
        var known = await FindAsync(systems, id, cancellation);
        http.Features.Set(new DatabaseView(
            database with { Retirement = known?.Retirement }, known is null, await agencies.TreeAsync(cancellation),
            await systems.ListAsync(cancellation), saved.Problems));
        return new RazorComponentResult<DatabasePage> { StatusCode = StatusCodes.Status422UnprocessableEntity };
    }

    private static async Task<InformationDatabase?> FindAsync(
        InformationSystems systems, Guid id, CancellationToken cancellation) =>
        (await systems.DatabasesAsync(cancellation)).FirstOrDefault(one => one.Id == id);
}

internal sealed record DatabaseView(
    InformationDatabase Database, bool IsNew, AgencyTree Agencies, IReadOnlyList<InformationSystem> Systems,
    IReadOnlyList<Problem> Problems);
