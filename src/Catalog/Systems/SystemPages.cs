using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Phusa.Catalog.Contracts;
using Phusa.Kernel.Outcomes;
using Phusa.Security.Contracts;
using Phusa.Ui;

namespace Phusa.Catalog.Systems;

/// <summary>The catalogue of systems for people, and the data office's form of one system.</summary>
internal static class SystemPages
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var pages = routes.MapGroup("/systems").ExcludeFromDescription();
        pages.MapGet("", PageAsync).RequireAuthorization(Policies.Public).WithName("systems");
        pages.MapGet("new", () => TypedResults.LocalRedirect($"/systems/{Guid.CreateVersion7()}"))
            .RequireAuthorization(Policies.DataOffice).WithName("new-system");
        pages.MapGet("{id:guid}", EditAsync).RequireAuthorization(Policies.DataOffice).WithName("system");
        pages.MapPost("{id:guid}", SaveAsync).RequireAuthorization(Policies.DataOffice);
        pages.MapPost("{id:guid}/retire", RetireAsync).RequireAuthorization(Policies.DataOffice);
        pages.MapPost("{id:guid}/restore", RestoreAsync).RequireAuthorization(Policies.DataOffice);
    }

    private static async Task<RazorComponentResult<SystemsPage>> PageAsync(
        HttpContext http, InformationSystems systems, Agencies agencies, string? q, string? agency, string? kind,
        string? retired, string? view, int? page, CancellationToken cancellation)
    {
        var filter = new SystemFilter(q, agency, kind, retired == "true");
        var caller = http.Caller();
        http.Features.Set(new SystemsView(
            filter.Of(await systems.ListAsync(cancellation)), filter.Of(await systems.DatabasesAsync(cancellation)), filter,
            await agencies.TreeAsync(cancellation), caller.IsOfficial, caller.Has(Role.DataOffice), view == "databases",
            Math.Max(1, page ?? 1)));
        return new();
    }

    /// <summary>The form of a system, empty when there is none with this id yet.</summary>
    private static async Task<RazorComponentResult<SystemPage>> EditAsync(
        HttpContext http, Guid id, InformationSystems systems, Agencies agencies, CancellationToken cancellation)
    {
        var known = (await systems.ListAsync(cancellation)).FirstOrDefault(system => system.Id == id);
        http.Features.Set(new SystemView(
            known ?? new(id, "", null, SystemKind.Application), known is null, await agencies.TreeAsync(cancellation), []));
        return new();
    }

    /// <summary>What is refused comes back as it was written, with what is wrong beside each field.</summary>
    private static async Task<Results<RedirectHttpResult, RazorComponentResult<SystemPage>>> SaveAsync(
        HttpContext http, Guid id, InformationSystems systems, Agencies agencies, [FromForm] string? name,
        [FromForm] string? agency, [FromForm] string? kind, [FromForm] string? level, [FromForm] string? description,
        CancellationToken cancellation)
    {
        // The empty choice is no level.
        var system = new SystemOrder(
            name, agency, kind, int.TryParse(level, CultureInfo.InvariantCulture, out var number) ? number : null, description)
            .System(id);
        var saved = await systems.SaveAsync(system, cancellation);
        if (saved.IsDone)
        {
            Flash.Set(http, NoticeTone.Success, T.SystemSaved(saved.Value.Name));
            return TypedResults.LocalRedirect("/systems");
        }
        var known = (await systems.ListAsync(cancellation)).FirstOrDefault(one => one.Id == id);
        http.Features.Set(new SystemView(
            system with { Retirement = known?.Retirement }, known is null, await agencies.TreeAsync(cancellation), saved.Problems));
        return new RazorComponentResult<SystemPage> { StatusCode = StatusCodes.Status422UnprocessableEntity };
    }

    private static async Task<Results<RedirectHttpResult, NotFound>> RetireAsync(
        HttpContext http, Guid id, InformationSystems systems, [FromForm] string? reason, [FromForm] string? back,
        CancellationToken cancellation) => Back(
            http, id, back, await systems.RetireAsync(id, reason, http.Caller().Name, cancellation), T.SystemRetired);

    private static async Task<Results<RedirectHttpResult, NotFound>> RestoreAsync(
        HttpContext http, Guid id, InformationSystems systems, [FromForm] string? back, CancellationToken cancellation) =>
        Back(http, id, back, await systems.RestoreAsync(id, cancellation), T.SystemRestored);

    private static Results<RedirectHttpResult, NotFound> Back<TValue>(
        HttpContext http, Guid id, string? back, Outcome<TValue> outcome, Kernel.Texts.Text done) =>
        http.Back(back == "databases" ? $"/systems/databases/{id}" : $"/systems/{id}", outcome, done);
}

internal sealed record SystemsView(
    IReadOnlyList<InformationSystem> Systems, IReadOnlyList<InformationDatabase> Databases, SystemFilter Filter,
    AgencyTree Agencies, bool ShowsLevel, bool MayEdit, bool ShowsDatabases, int Page)
{
    public const int Size = 50;

    public IReadOnlyList<TItem> Cut<TItem>(IReadOnlyList<TItem> all) => [.. all.Skip((Page - 1) * Size).Take(Size)];
}

internal sealed record SystemView(
    InformationSystem System, bool IsNew, AgencyTree Agencies, IReadOnlyList<Problem> Problems);
