using Phusa.Exchange.Agreements;
using Phusa.Exchange.Members;
using Phusa.Kernel.Periods;
using Phusa.Security.Contracts;
using Row = System.Collections.Generic.KeyValuePair<Phusa.Exchange.Traffic.TrafficKey, Phusa.Exchange.Traffic.TrafficCount>;

namespace Phusa.Exchange.Traffic;

/// <param name="Service">Only calls of this service; null for every one, as for <paramref name="System"/>.</param>
internal sealed record TrafficQuestion(TrafficPeriod Period, Guid? Service = null, Guid? System = null)
{
    public bool IsOfAll => Service is null && System is null;
}

/// <summary>Puts together what passed in a period, as far as the caller may see it.</summary>
internal sealed class ReadTraffic(TrafficHistory history, TrafficDirectory directory, TimeProvider clock)
{
    private const int MostSlow = 12;

    /// <summary>Of one caller at one service, while there are others to show.</summary>
    private const int MostSlowOfOne = 3;

    public async Task<TrafficReport> RunAsync(Caller caller, TrafficQuestion question, CancellationToken cancellation)
    {
        var (period, now) = (question.Period, clock.GetUtcNow());
        var parties = await directory.ReadAsync(cancellation);
        bool Shown(Guid service, Guid system) => parties.Sees(caller, service, system)
            && (question.Service is null || question.Service == service) && (question.System is null || question.System == system);
        async Task<List<Row>> RowsAsync(TrafficPeriod asked) =>
            [.. (await history.ListAsync(asked.Span, asked.From, asked.To, cancellation)).Where(row => Shown(row.Key.Service, row.Key.System))];
        var rows = await RowsAsync(period);
        var month = period.Word == "30d" ? rows : await RowsAsync(TrafficPeriod.Of("30d", now));
        var slowest = await history.SlowestAsync(
            period.From, period.To, question.IsOfAll ? MostSlowOfOne : MostSlow, cancellation);
        var agreements = parties.Agreements.Where(both => Shown(both.Agreement.ServiceId, both.Agreement.SystemId)
            && both.Agreement.StateOn(VietnamTime.DayOf(now)) == AgreementState.Granted).ToList();
        return new(
            period, TrafficSum.Of(rows), Steps(period, rows), Services(parties, rows), Systems(parties, rows), Errors(rows),
            [
                .. slowest.Where(call => Shown(call.Service, call.System)).Take(MostSlow)
                    .Select(call => new SlowCallOfBoth(call, parties.Service(call.Service), parties.System(call.System))),
            ],
            Orphans(parties, rows), Quotas(agreements, month, now), Unused(agreements, month, now),
            caller.SeesAllTraffic() ? await history.LostAsync(period.From, period.To, cancellation) : 0);
    }

    public static IReadOnlyList<ServiceTraffic> Services(TrafficParties parties, IEnumerable<Row> rows) =>
    [
        .. rows.GroupBy(row => row.Key.Service)
            .Select(calls => parties.Service(calls.Key) is { } known
                ? new ServiceTraffic(known, MemberDirectory.NameOf(parties.Agencies, known.Owner), TrafficSum.Of(calls)) : null)
            .OfType<ServiceTraffic>().OrderByDescending(one => one.Sum.Calls).ThenBy(one => one.Service.Id),
    ];

    public static IReadOnlyList<SystemTraffic> Systems(TrafficParties parties, IEnumerable<Row> rows) =>
    [
        .. rows.GroupBy(row => row.Key.System)
            .Select(calls => parties.System(calls.Key) is { } known
                ? new SystemTraffic(known, MemberDirectory.NameOf(parties.Agencies, known.Member), TrafficSum.Of(calls)) : null)
            .OfType<SystemTraffic>().OrderByDescending(one => one.Sum.Calls).ThenBy(one => one.Known.System.Id),
    ];

    public static IReadOnlyList<TrafficError> Errors(IEnumerable<Row> rows) =>
    [
        .. rows.Where(row => row.Key.Fault != CallFault.None || row.Key.Kind.Length > 0).GroupBy(row => (row.Key.Fault, row.Key.Kind))
            .Select(calls => new TrafficError(calls.Key.Fault, calls.Key.Kind, calls.Sum(row => row.Value.Calls)))
            .OrderByDescending(one => one.Calls).ThenBy(one => one.Kind, StringComparer.Ordinal),
    ];

    private static IReadOnlyList<TrafficStep> Steps(TrafficPeriod period, IEnumerable<Row> rows)
    {
        var steps = rows.ToLookup(row => row.Key.BeginsAt);
        return [.. period.Begins.Select(begin => new TrafficStep(begin, TrafficSum.Of(steps[begin])))];
    }

    private static IReadOnlyList<OrphanCalls> Orphans(TrafficParties parties, IEnumerable<Row> rows) =>
    [
        .. rows.Where(row => row.Key.Agreement == default)
            .GroupBy(row => (row.Key.Service, row.Key.System, row.Key.Kind))
            .Select(calls => new OrphanCalls(
                parties.Service(calls.Key.Service), parties.System(calls.Key.System), calls.Key.Kind,
                calls.Sum(row => row.Value.Calls), calls.Max(row => row.Key.BeginsAt)))
            .OrderByDescending(one => one.Calls).ThenBy(one => one.Kind, StringComparer.Ordinal),
    ];

    private static IReadOnlyList<QuotaUse> Quotas(IEnumerable<AgreementOfBoth> agreements, IEnumerable<Row> month, DateTimeOffset now)
    {
        var today = VietnamTime.BeginOf(VietnamTime.DayOf(now));
        var calls = month.Where(row => row.Key.BeginsAt == today).ToLookup(row => row.Key.Agreement, row => row.Value.Calls);
        return
        [
            .. agreements.Where(both => both.Agreement.Terms.QuotaPerDay is not null)
                .Select(both => new QuotaUse(both, calls[both.Agreement.Id].Sum())).OrderByDescending(use => use.Share),
        ];
    }

    /// <summary>What was granted less than a month ago had no time to be called.</summary>
    private static IReadOnlyList<AgreementOfBoth> Unused(IEnumerable<AgreementOfBoth> agreements, IEnumerable<Row> month, DateTimeOffset now)
    {
        var used = month.Select(row => row.Key.Agreement).ToHashSet();
        return
        [
            .. agreements.Where(both => !used.Contains(both.Agreement.Id)
                && both.Agreement.Decision?.At < now.AddDays(-TrafficPeriod.LongestDays)
                && both.Agreement.Terms.ValidFrom <= VietnamTime.DayOf(now).AddDays(-TrafficPeriod.LongestDays)),
        ];
    }
}
