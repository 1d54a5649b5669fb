using Microsoft.AspNetCore.Http.HttpResults;
using Phusa.Exchange.Contracts;
using Phusa.Exchange.Members;
using Phusa.Security.Contracts;

namespace Phusa.Exchange.Services;

/// <summary>Services, for programs.</summary>
internal static class ServiceApi
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/api/v1/exchange/services").WithTags("exchange");
        api.MapGet("", ListAsync).RequireAuthorization(Policies.Exchange).WithName("list-services")
            .WithSummary("Services of the exchange; q without accents in titles, codes, fields and owners");
        api.MapGet("{id:guid}", FindAsync).RequireAuthorization(Policies.Exchange).WithName("service")
            .WithSummary("A service with what can be asked of it and the fields that an agreement may name");
        api.MapPost("", RegisterAsync).RequireAuthorization(Policies.Official).WithName("register-service")
            .WithSummary("Draft a service of a `dataset`, or of a system (`kind` `rest` or `soap`), as the owner's steward or the data office");
        api.MapPost("{id:guid}/publish", PublishAsync).RequireAuthorization(Policies.DataOffice).WithName("publish-service")
            .WithSummary("Offer a drafted or deprecated service");
        api.MapPost("{id:guid}/deprecate", DeprecateAsync).RequireAuthorization(Policies.Official)
            .WithName("deprecate-service").WithSummary("Say that a service will end; calls go on");
        api.MapPost("{id:guid}/retire", RetireAsync).RequireAuthorization(Policies.Official).WithName("retire-service")
            .WithSummary("End a deprecated service, or give a draft up");
    }

    private static async Task<Ok<IReadOnlyList<ServiceAnswer>>> ListAsync(
        HttpContext http, ServiceDirectory directory, string? q, CancellationToken cancellation) =>
        TypedResults.Ok<IReadOnlyList<ServiceAnswer>>(
            [.. (await directory.ListAsync(http.Caller(), q, cancellation)).Select(ServiceAnswer.Of)]);

    private static async Task<Results<Ok<DescribedServiceAnswer>, ProblemHttpResult>> FindAsync(
        HttpContext http, Guid id, ServiceDirectory directory, CancellationToken cancellation) =>
        await directory.FindAsync(http.Caller(), id, cancellation) is { } described
            ? TypedResults.Ok(DescribedServiceAnswer.Of(described))
            : Refused.Of<Service>(ServiceProblems.Missing(id));

    private static async Task<Results<Created<DescribedServiceAnswer>, ProblemHttpResult>> RegisterAsync(
        HttpContext http, ServiceOrder order, DraftServiceVersion draft, ServiceDirectory directory,
        CancellationToken cancellation)
    {
        var made = await draft.RunAsync(http.Caller(), order, cancellation);
        return made.Value is { } service
            ? TypedResults.Created($"/api/v1/exchange/services/{service.Id}", DescribedServiceAnswer.Of(
                (await directory.FindAsync(http.Caller(), service.Id, cancellation))!))
            : Refused.Of(made);
    }

    private static Task<Results<Ok<DescribedServiceAnswer>, ProblemHttpResult>> PublishAsync(
        HttpContext http, Guid id, ChangeServiceState change, ServiceDirectory directory, CancellationToken cancellation) =>
        ChangeAsync(http, id, ServiceState.Published, change, directory, cancellation);

    private static Task<Results<Ok<DescribedServiceAnswer>, ProblemHttpResult>> DeprecateAsync(
        HttpContext http, Guid id, ChangeServiceState change, ServiceDirectory directory, CancellationToken cancellation) =>
        ChangeAsync(http, id, ServiceState.Deprecated, change, directory, cancellation);

    private static Task<Results<Ok<DescribedServiceAnswer>, ProblemHttpResult>> RetireAsync(
        HttpContext http, Guid id, ChangeServiceState change, ServiceDirectory directory, CancellationToken cancellation) =>
        ChangeAsync(http, id, ServiceState.Retired, change, directory, cancellation);

    private static async Task<Results<Ok<DescribedServiceAnswer>, ProblemHttpResult>> ChangeAsync(
        HttpContext http, Guid id, ServiceState next, ChangeServiceState change, ServiceDirectory directory,
        CancellationToken cancellation)
    {
        var changed = await change.RunAsync(http.Caller(), id, next, cancellation);
        return changed.IsDone
            ? TypedResults.Ok(DescribedServiceAnswer.Of((await directory.FindAsync(http.Caller(), id, cancellation))!))
            : Refused.Of(changed);
    }
}
