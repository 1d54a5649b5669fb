using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Phusa.Catalog.Approvals;
using Phusa.Catalog.Contracts;
using Phusa.Security.Contracts;
using Phusa.Ui;

namespace Phusa.Catalog.Systems;

/// <summary>The catalogue of systems and databases, for people and programs.</summary>
internal static class SystemEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/api/v1").WithTags("systems");
        api.MapGet("systems", ListAsync).RequireAuthorization(Policies.Public).WithName("list-systems")
            .WithSummary("Information systems and databases; q without accents, agency, kind");
        api.MapPut("systems/{id:guid}", PutAsync).RequireAuthorization(Policies.DataOffice).WithName("put-system")
            .WithSummary("Add or change an information system");
        var pages = routes.MapGroup("/systems").ExcludeFromDescription();
        pages.MapGet("", PageAsync).RequireAuthorization(Policies.Public).WithName("systems");
        pages.MapGet("{id:guid}", EditAsync).RequireAuthorization(Policies.DataOffice).WithName("system");
        pages.MapPost("{id:guid}", SaveAsync).RequireAuthorization(Policies.DataOffice);
        pages.MapGet("new", () => TypedResults.LocalRedirect($"/systems/{Guid.CreateVersion7()}"))
            .RequireAuthorization(Policies.DataOffice).WithName("new-system");
    }

    private static async Task<Ok<SystemsAnswer>> ListAsync(
        HttpContext http, InformationSystems systems, string? q, string? agency, string? kind, CancellationToken cancellation)
    {
        var filter = new SystemFilter(q, agency, kind);
        var official = http.Caller().IsOfficial;
        return TypedResults.Ok(new SystemsAnswer(
            [.. filter.Of(await systems.ListAsync(cancellation)).Select(system => SystemAnswer.Of(system, official))],
            [.. filter.Of(await systems.DatabasesAsync(cancellation)).Select(one => new DatabaseAnswer(
                one.Id, one.Name, one.Agency, JsonNamingPolicy.CamelCase.ConvertName(one.Scope.ToString()), one.System, one.Description))]));
    }

    private static async Task<Results<Ok<SystemAnswer>, ProblemHttpResult>> PutAsync(
        Guid id, SystemOrder order, InformationSystems systems, CancellationToken cancellation)
    {
        var saved = await systems.SaveAsync(order.System(id), cancellation);
        return saved.Value is { } system ? TypedResults.Ok(SystemAnswer.Of(system, true)) : Refused.Of(saved);
    }

    private static async Task<RazorComponentResult<SystemsPage>> PageAsync(
        HttpContext http, InformationSystems systems, Agencies agencies, string? q, string? agency, string? kind,
        CancellationToken cancellation)
    {
        var filter = new SystemFilter(q, agency, kind);
        var caller = http.Caller();
        http.Features.Set(new SystemsView(
            filter.Of(await systems.ListAsync(cancellation)), filter.Of(await systems.DatabasesAsync(cancellation)), filter,
            await agencies.TreeAsync(cancellation), caller.IsOfficial, caller.Has(Role.DataOffice)));
        return new();
    }

    /// <summary>The form of a system, empty when there is none with this id yet.</summary>
    private static async Task<RazorComponentResult<SystemPage>> EditAsync(
        HttpContext http, Guid id, InformationSystems systems, Agencies agencies, CancellationToken cancellation)
    {
        var known = (await systems.ListAsync(cancellation)).FirstOrDefault(system => system.Id == id);
        http.Features.Set(new SystemView(
            known ?? new(id, "", null, SystemKind.Application), known is null, await agencies.TreeAsync(cancellation)));
        return new();
    }

    private static async Task<RedirectHttpResult> SaveAsync(
        HttpContext http, Guid id, InformationSystems systems, [FromForm] string? name, [FromForm] string? agency,
        [FromForm] string? kind, [FromForm] int? level, [FromForm] string? description, CancellationToken cancellation)
    {
        var saved = await systems.SaveAsync(new SystemOrder(name, agency, kind, level, description).System(id), cancellation);
        if (!saved.IsDone)
        {
            Flash.Set(http, NoticeTone.Error, string.Join(' ', saved.Problems.Select(problem => problem.Message)));
            return TypedResults.LocalRedirect($"/systems/{id}");
        }
        Flash.Set(http, NoticeTone.Success, T.SystemSaved(saved.Value.Name));
        return TypedResults.LocalRedirect("/systems");
    }
}

internal sealed record SystemsView(
    IReadOnlyList<InformationSystem> Systems, IReadOnlyList<InformationDatabase> Databases, SystemFilter Filter,
    AgencyTree Agencies, bool ShowsLevel, bool MayEdit);

internal sealed record SystemView(InformationSystem System, bool IsNew, AgencyTree Agencies);
