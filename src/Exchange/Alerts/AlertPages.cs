using Microsoft.AspNetCore.Http.HttpResults;
using Phusa.Security.Contracts;

namespace Phusa.Exchange.Alerts;

/// <summary>Alerts for people.</summary>
internal static class AlertPages
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGroup("/exchange/alerts")
        .RequireAuthorization(Policies.Exchange).ExcludeFromDescription()
        .MapGet("", ShowAsync).WithName("exchange-alerts");

    private static async Task<RazorComponentResult<AlertsPage>> ShowAsync(
        HttpContext http, ReadAlerts read, CancellationToken cancellation)
    {
        http.Features.Set(await read.RunAsync(http.Caller(), cancellation));
        return new();
    }
}
