using Phusa.Exchange.Traffic;

namespace Phusa.Exchange.Reports;

internal sealed record ReportAnswer(
    string Month, string? Agency, SumAnswer Given, SumAnswer Taken, SumAnswer Unplaced, IReadOnlyList<ServiceTrafficAnswer> Services,
    IReadOnlyList<SystemTrafficAnswer> Systems, IReadOnlyList<ErrorAnswer> Errors, RequestsOfMonth Requests, ConnectedAnswer Connected)
{
    public static ReportAnswer Of(MonthlyReport report) => new(
        ReportPages.Word(report.Month), report.Agency, SumAnswer.Of(report.Given), SumAnswer.Of(report.Taken), SumAnswer.Of(report.Unplaced),
        [.. report.Services.Select(ServiceTrafficAnswer.Of)], [.. report.Systems.Select(SystemTrafficAnswer.Of)],
        [.. report.Errors.Select(ErrorAnswer.Of)], report.Requests, ConnectedAnswer.Of(report.Connected));
}

internal sealed record ConnectedAnswer(ShareAnswer Systems, ShareAnswer Databases, ShareAnswer Datasets)
{
    public static ConnectedAnswer Of(ConnectedShare share) =>
        new(ShareAnswer.Of(share.Systems), ShareAnswer.Of(share.Databases), ShareAnswer.Of(share.Datasets));
}

/// <param name="Share">Of one; null where there is nothing to connect.</param>
internal sealed record ShareAnswer(int Connected, int All, double? Share, IReadOnlyList<MissingAnswer> Missing)
{
    public static ShareAnswer Of(IReadOnlyList<ConnectedOne> all) => new(
        all.Count(one => one.IsConnected), all.Count, ConnectedShare.Share(all),
        [.. all.Where(one => !one.IsConnected).Select(one => new MissingAnswer(one.Name, one.Agency, one.IsKnown))]);
}

/// <param name="IsKnown">Registered or drafted, though not yet let in or offered.</param>
internal sealed record MissingAnswer(string Name, string Agency, bool IsKnown);
