using Microsoft.AspNetCore.Http.HttpResults;
using Phusa.Exchange.Members;
using Phusa.Exchange.Services;
using Phusa.Security.Contracts;

namespace Phusa.Exchange.Upstreams;

/// <summary>The systems behind services, for programs of their owners.</summary>
internal static class UpstreamApi
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/api/v1/exchange/services/{id:guid}/upstream").RequireAuthorization(Policies.Exchange)
            .WithTags("exchange");
        api.MapGet("", FindAsync).WithName("upstream")
            .WithSummary("The system that answers a service; never a secret. For the owner's steward and integrator, the data office and auditors");
        api.MapPut("", ChangeAsync).WithName("change-upstream")
            .WithSummary("Say which system answers a service and how to call it, as the owner's steward or the data office");
        api.MapPost("check", CheckAsync).WithName("check-upstream")
            .WithSummary("Connect to the system now and name the cause where that fails; as the same");
    }

    private static async Task<Results<Ok<UpstreamAnswer>, ProblemHttpResult>> FindAsync(
        HttpContext http, Guid id, ServiceStore services, UpstreamStore store, CancellationToken cancellation)
    {
        if (await services.FindAsync(id, cancellation) is not { } known || !http.Caller().Sees(known))
        {
            return Refused.Of<Service>(ServiceProblems.Missing(id));
        }
        if (!http.Caller().LooksInto(known.Owner))
        {
            return Refused.Of<Service>(ServiceProblems.NotYours);
        }
        return await store.FindAsync(id, cancellation) is { } settings
            ? TypedResults.Ok(UpstreamAnswer.Of(settings)) : Refused.Of<Service>(UpstreamProblems.Missing);
    }

    private static async Task<Results<Ok<UpstreamAnswer>, ProblemHttpResult>> ChangeAsync(
        HttpContext http, Guid id, UpstreamOrder order, ChangeUpstream change, CancellationToken cancellation)
    {
        var changed = await change.RunAsync(http.Caller(), id, order, cancellation);
        return changed.Value is { } settings ? TypedResults.Ok(UpstreamAnswer.Of(settings)) : Refused.Of(changed);
    }

    private static async Task<Results<Ok<CheckAnswer>, ProblemHttpResult>> CheckAsync(
        HttpContext http, Guid id, CheckUpstream check, UpstreamStore store, CancellationToken cancellation)
    {
        var checkedNow = await check.RunAsync(http.Caller(), id, cancellation);
        return checkedNow.Value is { } result && await store.FindAsync(id, cancellation) is { } settings
            ? TypedResults.Ok(CheckAnswer.Of(result, settings.Address.Host)) : Refused.Of(checkedNow);
    }
}
