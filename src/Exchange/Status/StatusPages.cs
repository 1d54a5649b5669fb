using Microsoft.AspNetCore.Http.HttpResults;
using Phusa.Kernel.Texts;
using Phusa.Security.Contracts;
using Phusa.Ui;

namespace Phusa.Exchange.Status;

/// <summary>The page that says whether a fault is one's own.</summary>
internal static class StatusPages
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGroup("/exchange/status")
        .RequireAuthorization(Policies.Exchange).ExcludeFromDescription()
        .MapGet("", ShowAsync).WithName("exchange-status");

    private static async Task<RazorComponentResult<StatusPage>> ShowAsync(
        HttpContext http, ReadStatus read, CancellationToken cancellation)
    {
        http.Features.Set(new StatusView(await read.RunAsync(http.Caller(), cancellation)));
        return new();
    }

    public static Text Of(Standing standing) => standing switch
    {
        Standing.Answers => T.HealthWell,
        Standing.Maintained => T.StatusMaintained,
        Standing.Fails => T.HealthUnwell,
        _ => T.StatusUnknown,
    };

    public static (TagTone Tone, string Icon) Sign(Standing standing) => standing switch
    {
        Standing.Answers => (TagTone.Good, "circle-check"),
        Standing.Maintained => (TagTone.Warning, "clock"),
        Standing.Fails => (TagTone.Bad, "alert-triangle"),
        _ => (TagTone.Plain, "info-circle"),
    };
}

internal sealed record StatusView(IReadOnlyList<ServiceStanding> Services)
{
    public int Troubled => Services.Count(one => one.Now is Standing.Fails or Standing.Maintained);
}
