using Microsoft.AspNetCore.Http.HttpResults;
using Phusa.Kernel.Periods;
using Phusa.Security.Contracts;
using Phusa.Ui;

namespace Phusa.Exchange.Traffic;

/// <summary>Traffic for people.</summary>
internal static class TrafficPages
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGroup("/exchange/traffic")
        .RequireAuthorization(Policies.Exchange).ExcludeFromDescription()
        .MapGet("", ShowAsync).WithName("exchange-traffic");

    private static async Task<RazorComponentResult<TrafficPage>> ShowAsync(
        HttpContext http, string? period, Guid? service, Guid? system, ReadTraffic read, TrafficDirectory directory, TimeProvider clock,
        CancellationToken cancellation)
    {
        var (now, parties) = (clock.GetUtcNow(), await directory.ReadAsync(cancellation));
        var report = await read.RunAsync(http.Caller(), new(TrafficPeriod.Of(period, now), service, system), cancellation);
        http.Features.Set(new TrafficView(
            report, service is { } asked && report.Services.Count > 0 ? parties.Service(asked)?.Service.Title.ToString() : null,
            system is { } asker && report.Systems.Count > 0 ? parties.System(asker)?.System.Name : null,
            http.Caller().SeesAllTraffic(), now));
        return new();
    }
}

/// <param name="Service">The name of the one service that is shown; null for every one, as for <paramref name="System"/>.</param>
internal sealed record TrafficView(TrafficReport Report, string? Service, string? System, bool SeesAll, DateTimeOffset Now)
{
    /// <summary>Rows of a list that a page shows; the API has them all.</summary>
    public const int Most = 30;

    public string Title => Service ?? System ?? T.TrafficTitle.ToString();

    /// <summary>The last whole month.</summary>
    public string LastMonth => Reports.ReportPages.Word(Period.Of(PeriodKind.Month, VietnamTime.DayOf(Now)).Previous);

    /// <summary>An hour or a day as a chart tells it.</summary>
    public string Name(DateTimeOffset begin) => Report.Period.Span == TrafficSpan.Hour ? Show.DateTime(begin) : Show.Date(begin);

    public string Name(TrafficStep step) => Name(step.BeginsAt);
}
