using Phusa.Kernel.Texts;

namespace Phusa.Exchange.Traffic;

internal sealed record TrafficAnswer(
    DateTimeOffset From, DateTimeOffset To, SumAnswer Total, IReadOnlyList<StepAnswer> Steps,
    IReadOnlyList<ServiceTrafficAnswer> Services, IReadOnlyList<SystemTrafficAnswer> Systems, IReadOnlyList<ErrorAnswer> Errors,
    IReadOnlyList<SlowCallAnswer> Slowest, IReadOnlyList<OrphanAnswer> Orphans, IReadOnlyList<QuotaAnswer> Quotas,
    IReadOnlyList<Guid> UnusedAgreements, long Lost)
{
    public static TrafficAnswer Of(TrafficReport report) => new(
        report.Period.From, report.Period.To, SumAnswer.Of(report.Total),
        [.. report.Steps.Select(step => new StepAnswer(step.BeginsAt, SumAnswer.Of(step.Sum)))],
        [.. report.Services.Select(ServiceTrafficAnswer.Of)], [.. report.Systems.Select(SystemTrafficAnswer.Of)],
        [.. report.Errors.Select(ErrorAnswer.Of)],
        [.. report.Slowest.Select(SlowCallAnswer.Of)],
        [.. report.Orphans.Select(one => new OrphanAnswer(
            one.Service?.Service.Id, one.System?.System.Id, one.Kind, one.Calls, one.Last))],
        [.. report.Quotas.Select(use => new QuotaAnswer(
            use.Both.Agreement.Id, use.Calls, use.Both.Agreement.Terms.QuotaPerDay, Math.Round(use.Share, 4)))],
        [.. report.Unused.Select(both => both.Agreement.Id)], report.Lost);
}

/// <param name="Availability">Share of one; null without calls, as for the quantiles in milliseconds.</param>
internal sealed record SumAnswer(
    long Calls, long ConsumerFaults, long ExchangeFaults, long UpstreamFaults, double? Availability, double? P50, double? P95,
    double? P99, long AnswerBytes)
{
    public static SumAnswer Of(TrafficSum sum) => new(
        sum.Calls, sum.Of(CallFault.Consumer), sum.Of(CallFault.Exchange), sum.Of(CallFault.Upstream),
        Rounded(sum.Availability, 6), Rounded(sum.P50, 3), Rounded(sum.P95, 3), Rounded(sum.P99, 3), sum.AnswerBytes);

    private static double? Rounded(double? value, int digits) => value is { } known ? Math.Round(known, digits) : null;
}

internal sealed record StepAnswer(DateTimeOffset BeginsAt, SumAnswer Sum);

internal sealed record ServiceTrafficAnswer(
    Guid Id, string Code, int Version, string TitleVi, string TitleEn, string Owner, decimal? PromisedPercent, int? PromisedMs,
    SumAnswer Sum)
{
    public static ServiceTrafficAnswer Of(ServiceTraffic one) => new(
        one.Service.Id, one.Service.Code, one.Service.Version, one.Service.TitleVi, one.Service.TitleEn, one.OwnerName,
        one.Service.Level.Availability, one.Service.Level.AnswerMs, SumAnswer.Of(one.Sum));
}

internal sealed record SystemTrafficAnswer(Guid Id, string Code, string Name, string Member, SumAnswer Sum)
{
    public static SystemTrafficAnswer Of(SystemTraffic one) =>
        new(one.Known.System.Id, one.Known.System.Code, one.Known.System.Name, one.MemberName, SumAnswer.Of(one.Sum));
}

internal sealed record ErrorAnswer(string Fault, string Kind, long Calls)
{
    public static ErrorAnswer Of(TrafficError error) => new(Word.Of(error.Fault), error.Kind, error.Calls);
}

internal sealed record SlowCallAnswer(
    DateTimeOffset At, Guid? Service, Guid? System, string Operation, int Status, double Milliseconds, double OwnMilliseconds)
{
    public static SlowCallAnswer Of(SlowCallOfBoth one) => new(
        one.Call.At, one.Service?.Service.Id, one.System?.System.Id, one.Call.Operation, one.Call.Status,
        one.Call.Microseconds / 1000.0, one.Call.OwnMicroseconds / 1000.0);
}

internal sealed record OrphanAnswer(Guid? Service, Guid? System, string Kind, long Calls, DateTimeOffset Last);

/// <param name="Share">Of one; above it where the quota was raised or lowered during the day.</param>
internal sealed record QuotaAnswer(Guid Agreement, long Calls, int? QuotaPerDay, double Share);
