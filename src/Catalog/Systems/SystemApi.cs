using Microsoft.AspNetCore.Http.HttpResults;
using Phusa.Catalog.Approvals;
using Phusa.Catalog.Contracts;
using Phusa.Security.Contracts;

namespace Phusa.Catalog.Systems;

/// <summary>The catalogue of systems and databases, for programs.</summary>
internal static class SystemApi
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/api/v1/systems").WithTags("systems");
        api.MapGet("", ListAsync).RequireAuthorization(Policies.Public).WithName("list-systems")
            .WithSummary("Information systems and databases; q without accents, agency, kind, retired=true for those out of use too");
        api.MapPut("{id:guid}", PutSystemAsync).RequireAuthorization(Policies.DataOffice).WithName("put-system")
            .WithSummary("Add or change an information system");
        api.MapPut("databases/{id:guid}", PutDatabaseAsync).RequireAuthorization(Policies.DataOffice).WithName("put-database")
            .WithSummary("Add or change a database");
        api.MapPost("{id:guid}/retire", RetireAsync).RequireAuthorization(Policies.DataOffice).WithName("retire-system")
            .WithSummary("Take a system or database out of use, with the `reason`");
        api.MapPost("{id:guid}/restore", RestoreAsync).RequireAuthorization(Policies.DataOffice).WithName("restore-system")
            .WithSummary("Put a system or database back into use");
    }

    private static async Task<Ok<SystemsAnswer>> ListAsync(
        HttpContext http, InformationSystems systems, string? q, string? agency, string? kind, bool? retired,
        CancellationToken cancellation)
    {
        var filter = new SystemFilter(q, agency, kind, retired ?? false);
        var official = http.Caller().IsOfficial;
        return TypedResults.Ok(new SystemsAnswer(
            [.. filter.Of(await systems.ListAsync(cancellation)).Select(system => SystemAnswer.Of(system, official))],
            [.. filter.Of(await systems.DatabasesAsync(cancellation)).Select(DatabaseAnswer.Of)]));
    }

    private static async Task<Results<Ok<SystemAnswer>, ProblemHttpResult>> PutSystemAsync(
        Guid id, SystemOrder order, InformationSystems systems, CancellationToken cancellation)
    {
        var saved = await systems.SaveAsync(order.System(id), cancellation);
        return saved.Value is { } system ? TypedResults.Ok(SystemAnswer.Of(system, true)) : Refused.Of(saved);
    }

    private static async Task<Results<Ok<DatabaseAnswer>, ProblemHttpResult>> PutDatabaseAsync(
        Guid id, DatabaseOrder order, InformationSystems systems, CancellationToken cancellation)
    {
        var saved = await systems.SaveAsync(order.Database(id), cancellation);
        return saved.Value is { } database ? TypedResults.Ok(DatabaseAnswer.Of(database)) : Refused.Of(saved);
    }

    private static async Task<Results<Ok<RetirementAnswer>, ProblemHttpResult>> RetireAsync(
        HttpContext http, Guid id, RetirementOrder order, InformationSystems systems, CancellationToken cancellation)
    {
        var retired = await systems.RetireAsync(id, order.Reason, http.Caller().Name, cancellation);
        return retired.Value is { } retirement ? TypedResults.Ok(RetirementAnswer.Of(retirement)!) : Refused.Of(retired);
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> RestoreAsync(
        Guid id, InformationSystems systems, CancellationToken cancellation)
    {
        var restored = await systems.RestoreAsync(id, cancellation);
        return restored.IsDone ? TypedResults.NoContent() : Refused.Of(restored);
    }
}
