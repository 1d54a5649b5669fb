using Microsoft.AspNetCore.Http.HttpResults;
using Phusa.Exchange.Alerts;
using Phusa.Exchange.Reports;
using Phusa.Security.Contracts;

namespace Phusa.Exchange.Traffic;

/// <summary>Traffic, alerts and reports, for programs.</summary>
internal static class TrafficApi
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/api/v1/exchange/traffic").WithTags("exchange").RequireAuthorization(Policies.Exchange);
        api.MapGet("", ReadAsync).WithName("traffic")
            .WithSummary("What passed in the last `24h`, `7d` or `30d`, of one `service` or `system` or all that the caller may see");
        api.MapGet("alerts", AlertsAsync).WithName("traffic-alerts")
            .WithSummary("Rules of traffic that do not hold now, and those that did not in the last 30 days");
        api.MapGet("connected", ConnectedAsync).WithName("traffic-connected")
            .WithSummary("Systems, databases and datasets of the catalogue that are on the exchange, and those that are not");
        api.MapGet("reports/{month}", ReportAsync).WithName("traffic-report")
            .WithSummary("A month such as `2026-03`, of an `agency` or of all");
    }

    private static async Task<Ok<TrafficAnswer>> ReadAsync(
        HttpContext http, string? period, Guid? service, Guid? system, ReadTraffic read, TimeProvider clock,
        CancellationToken cancellation) => TypedResults.Ok(TrafficAnswer.Of(await read.RunAsync(
            http.Caller(), new(TrafficPeriod.Of(period, clock.GetUtcNow()), service, system), cancellation)));

    private static async Task<Ok<AlertsAnswer>> AlertsAsync(HttpContext http, ReadAlerts read, CancellationToken cancellation) =>
        TypedResults.Ok(AlertsAnswer.Of(await read.RunAsync(http.Caller(), cancellation)));

    private static async Task<Ok<ConnectedAnswer>> ConnectedAsync(ReadConnectedShare read, CancellationToken cancellation) =>
        TypedResults.Ok(ConnectedAnswer.Of(await read.RunAsync(cancellation)));

    private static async Task<Results<Ok<ReportAnswer>, NotFound>> ReportAsync(
        HttpContext http, string month, string? agency, ReadMonthlyReport read, CancellationToken cancellation) =>
        ReportPages.Month(month) is { } asked
        && await read.RunAsync(http.Caller(), asked, ReportPages.Agency(http.Caller(), agency), cancellation) is { } report
            ? TypedResults.Ok(ReportAnswer.Of(report)) : TypedResults.NotFound();
}
