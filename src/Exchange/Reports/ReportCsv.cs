using System.Globalization;
using System.Text;
using Phusa.Exchange.Traffic;

namespace Phusa.Exchange.Reports;

/// <summary>The monthly report for spreadsheets: a line for every service, one for calls that meant none, and one for every system, numbers as programs write them.</summary>
internal static class ReportCsv
{
    private const string Heading =
        "month,side,agency,code,version,title,calls,consumer_faults,exchange_faults,upstream_faults,availability_percent,"
        + "promised_percent,p50_ms,p95_ms,p99_ms,promised_ms,answer_bytes";

    /// <summary>UTF-8 with its mark, without which spreadsheets take Vietnamese for something else.</summary>
    public static byte[] Write(MonthlyReport report)
    {
        var month = report.Month.Start.ToString("yyyy-MM", CultureInfo.InvariantCulture);
        var lines = report.Services.Select(one => Line(
                [month, "service", one.OwnerName, one.Service.Code, Plain(one.Service.Version), one.Service.Title.ToString()], one.Sum,
                one.Service.Level.Availability, one.Service.Level.AnswerMs))
            .Concat(report.Unplaced.Calls == 0 ? [] : [Line([month, "none", "", "", "", ""], report.Unplaced, null, null)])
            .Concat(report.Systems.Select(one => Line(
                [month, "system", one.MemberName, one.Known.System.Code, "", one.Known.System.Name], one.Sum, null, null)));
        return [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(string.Join("\r\n", [Heading, .. lines, ""]))];
    }

    private static string Line(string[] names, TrafficSum sum, decimal? percent, int? milliseconds) => string.Join(',',
    [
        .. names.Select(Cell), Plain(sum.Calls), Plain(sum.Of(CallFault.Consumer)), Plain(sum.Of(CallFault.Exchange)),
        Plain(sum.Of(CallFault.Upstream)), Plain(sum.Availability * 100), Plain(percent), Plain(sum.P50), Plain(sum.P95),
        Plain(sum.P99), Plain(milliseconds), Plain(sum.AnswerBytes),
    ]);

    private static string Plain(IFormattable? number) => number?.ToString("0.###", CultureInfo.InvariantCulture) ?? "";

    /// <summary>A cell that a spreadsheet would run begins with an apostrophe.</summary>
    private static string Cell(string text)
    {
        var safe = text.Length > 0 && text[0] is '=' or '+' or '-' or '@' or '\t' or '\r' ? "'" + text : text;
        return safe.AsSpan().IndexOfAny("\",\r\n") < 0
            ? safe : $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }
}
