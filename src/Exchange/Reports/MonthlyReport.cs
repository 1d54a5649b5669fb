using Phusa.Exchange.Agreements;
using Phusa.Exchange.Services;
using Phusa.Exchange.Traffic;
using Phusa.Kernel.Periods;
using Phusa.Security.Contracts;

namespace Phusa.Exchange.Reports;

/// <summary>What an agency gave and took over the exchange in a month, or everybody together.</summary>
/// <param name="Agency">Its code; null for the whole exchange.</param>
/// <param name="Services">Those it offers now or that were called; a service without a call has no figures.</param>
/// <param name="Unplaced">Calls to no service that there is; of the whole exchange alone.</param>
/// <param name="Requests">For its services, asked in the month.</param>
internal sealed record MonthlyReport(
    Period Month, string? Agency, string? AgencyName, TrafficSum Given, TrafficSum Taken, TrafficSum Unplaced, IReadOnlyList<ServiceTraffic> Services,
    IReadOnlyList<SystemTraffic> Systems, IReadOnlyList<TrafficError> Errors, RequestsOfMonth Requests, ConnectedShare Connected);

/// <param name="Late">Answered after the day on which the law wants an answer, or waiting still after it.</param>
internal sealed record RequestsOfMonth(int Asked, int Granted, int Refused, int Waiting, int Late);

internal sealed class ReadMonthlyReport(
    TrafficHistory history, TrafficDirectory directory, ReadConnectedShare connected, TimeProvider clock)
{
    /// <param name="agency">Null for the whole exchange, which only those see who see all traffic.</param>
    /// <returns>Null where it is none of the caller's business.</returns>
    public async Task<MonthlyReport?> RunAsync(Caller caller, Period month, string? agency, CancellationToken cancellation)
    {
        if (agency is null ? !caller.SeesAllTraffic() : !caller.SeesTrafficOf(agency))
        {
            return null;
        }
        var (period, parties) = (TrafficPeriod.Of(month), await directory.ReadAsync(cancellation));
        var rows = await history.ListAsync(period.Span, period.From, period.To, cancellation);
        bool Gives(ServiceOfMember? service) => service is not null && (agency is null || service.Owner.Seat == agency);
        var given = rows.Where(row => Gives(parties.Service(row.Key.Service))).ToList();
        var taken = rows.Where(row => parties.System(row.Key.System) is { } system
            && (agency is null || system.Member.Seat == agency)).ToList();
        var unplaced = rows.Where(row => agency is null && parties.Service(row.Key.Service) is null).ToList();
        var called = ReadTraffic.Services(parties, given);
        var silent = parties.Services.Where(known => Gives(known) && known.Service.IsOffered
            && called.All(one => one.Service.Id != known.Service.Id));
        var share = await connected.RunAsync(cancellation);
        return new(
            month, agency, agency is null ? null : ReadConnectedShare.NameOf(parties.Agencies, agency), TrafficSum.Of(given),
            TrafficSum.Of(taken), TrafficSum.Of(unplaced),
            [
                .. called, .. silent.Select(known => new ServiceTraffic(
                    known, Members.MemberDirectory.NameOf(parties.Agencies, known.Owner), TrafficSum.Of([]))),
            ],
            ReadTraffic.Systems(parties, taken), ReadTraffic.Errors(given.Concat(unplaced)),
            Requests(parties.Agreements.Where(both => Gives(both.Provider)
                && month.Id == Period.Of(PeriodKind.Month, VietnamTime.DayOf(both.Agreement.Requested.At)).Id)),
            agency is null ? share : share.OfAgency(agency));
    }

    private RequestsOfMonth Requests(IEnumerable<AgreementOfBoth> asked)
    {
        var (all, today) = (asked.Select(both => both.Agreement).ToList(), clock.Today());
        return new(
            all.Count, all.Count(one => one.Decision is not null && one.State != AgreementState.Refused),
            all.Count(one => one.State == AgreementState.Refused), all.Count(one => one.State == AgreementState.Requested),
            all.Count(one => one.IsOverdueOn(today) || (one.Decision is { } decided && VietnamTime.DayOf(decided.At) > one.DueOn)));
    }
}
