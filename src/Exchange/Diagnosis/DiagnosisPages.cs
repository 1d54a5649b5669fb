using Microsoft.AspNetCore.Http.HttpResults;
using Phusa.Exchange.Systems;
using Phusa.Security.Contracts;

namespace Phusa.Exchange.Diagnosis;

/// <summary>Why calls of a system do not go through: found by looking, without its secret.</summary>
internal static class DiagnosisPages
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGroup("/exchange/systems/{id:guid}/check")
        .RequireAuthorization(Policies.Exchange).ExcludeFromDescription()
        .MapGet("", ShowAsync).WithName("exchange-system-check");

    private static async Task<Results<RazorComponentResult<DiagnosisPage>, NotFound>> ShowAsync(
        HttpContext http, Guid id, string? ask, SystemPageReading reading, CheckSystem check, FindCall find, CancellationToken cancellation)
    {
        if (await reading.FindAsync(http.Caller(), id, cancellation) is not { } known)
        {
            return TypedResults.NotFound();
        }
        var call = Guid.TryParse(ask?.Trim(), out var asked) ? await find.RunAsync(id, asked, cancellation) : null;
        http.Features.Set(new DiagnosisView(
            known.System, await check.RunAsync(known, cancellation), ask?.Trim(), call, CallAdvice.Of(call is null ? ask : call.Problem)));
        return new RazorComponentResult<DiagnosisPage>();
    }
}

/// <param name="Asked">A call's id or a code, as it was typed; null before anything was.</param>
internal sealed record DiagnosisView(
    MemberSystem System, IReadOnlyList<CheckedPoint> Points, string? Asked, FoundCall? Call, CallAdvice? Advice);
