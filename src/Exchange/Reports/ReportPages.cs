using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Phusa.Exchange.Traffic;
using Phusa.Kernel.Periods;
using Phusa.Security.Contracts;
using Phusa.Ui;

namespace Phusa.Exchange.Reports;

/// <summary>A month on paper, and how much is connected.</summary>
internal static class ReportPages
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var pages = routes.MapGroup("/exchange").RequireAuthorization(Policies.Exchange).ExcludeFromDescription();
        pages.MapGet("connected", ConnectedAsync).WithName("exchange-connected");
        pages.MapGet("reports/{month}", ShowAsync).WithName("exchange-report");
        pages.MapGet("reports/{month}.csv", CsvAsync).WithName("exchange-report-csv");
    }

    /// <summary>As it stands in an address, <c>2026-03</c>; null for what is no month.</summary>
    public static Period? Month(string text) =>
        DateOnly.TryParseExact(text, "yyyy-MM", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day.Year is > 2000 and < 2199
            ? Period.Of(PeriodKind.Month, day) : null;

    public static string Word(Period month) => month.Start.ToString("yyyy-MM", CultureInfo.InvariantCulture);

    /// <summary>The one that was asked for; else everybody for those who may see it, and otherwise the reader's own.</summary>
    public static string? Agency(Caller caller, string? asked) => asked is { Length: > 0 } ? asked
        : caller.SeesAllTraffic() ? null : caller.ExchangeAgencies().FirstOrDefault();

    private static async Task<RazorComponentResult<ConnectedPage>> ConnectedAsync(
        HttpContext http, ReadConnectedShare read, CancellationToken cancellation)
    {
        http.Features.Set(await read.RunAsync(cancellation));
        return new();
    }

    private static async Task<Results<RazorComponentResult<ReportPage>, NotFound>> ShowAsync(
        HttpContext http, string month, string? agency, ReadMonthlyReport read, TrafficDirectory directory,
        TimeProvider clock, CancellationToken cancellation)
    {
        var caller = http.Caller();
        if (await ReadAsync(caller, month, agency, read, cancellation) is not { } report)
        {
            return TypedResults.NotFound();
        }
        var today = clock.Today();
        http.Features.Set(new ReportView(
            report, await ChoicesAsync(caller, directory, cancellation),
            report.Month.Previous.End >= today.AddMonths(-TrafficStore.KeepMonths), report.Month.Next.Start <= today));
        return new RazorComponentResult<ReportPage>();
    }

    private static async Task<Results<FileContentHttpResult, NotFound>> CsvAsync(
        HttpContext http, string month, string? agency, ReadMonthlyReport read, CancellationToken cancellation) =>
        await ReadAsync(http.Caller(), month, agency, read, cancellation) is { } report
            ? TypedResults.File(
                ReportCsv.Write(report), "text/csv; charset=utf-8",
                string.Join('-', new[] { "exchange", Word(report.Month), report.Agency?.Replace('/', '-') }.OfType<string>()) + ".csv")
            : TypedResults.NotFound();

    private static async Task<MonthlyReport?> ReadAsync(
        Caller caller, string month, string? agency, ReadMonthlyReport read, CancellationToken cancellation) =>
        Month(month) is { } asked ? await read.RunAsync(caller, asked, Agency(caller, agency), cancellation) : null;

    /// <summary>The agencies whose report the reader may see, by code.</summary>
    private static async Task<IReadOnlyList<SelectOption>> ChoicesAsync(
        Caller caller, TrafficDirectory directory, CancellationToken cancellation)
    {
        var parties = await directory.ReadAsync(cancellation);
        return
        [
            .. parties.MemberAgencies.Where(caller.SeesTrafficOf).Order(StringComparer.Ordinal)
                .Select(code => new SelectOption(code, ReadConnectedShare.NameOf(parties.Agencies, code))),
        ];
    }
}

/// <param name="Agencies">Between which the reader may choose.</param>
/// <param name="HasPrevious">Whether traffic of the month before is still kept.</param>
/// <param name="HasNext">Whether the month after has begun.</param>
internal sealed record ReportView(MonthlyReport Report, IReadOnlyList<SelectOption> Agencies, bool HasPrevious, bool HasNext);
