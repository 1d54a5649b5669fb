using Phusa.Exchange.Agreements;
using Phusa.Exchange.Services;
using Phusa.Exchange.Systems;

namespace Phusa.Exchange.Traffic;

/// <summary>What passed in a period, as far as the reader may see it; each list begins with the most calls.</summary>
/// <param name="Steps">Every hour or day of the period, those without a call as well.</param>
/// <param name="Orphans">Calls of which no agreement is known.</param>
/// <param name="Quotas">Of today, whatever the period.</param>
/// <param name="Unused">Granted for a month and without a call in it.</param>
/// <param name="Lost">Calls that could not be counted; told to those who see everything.</param>
internal sealed record TrafficReport(
    TrafficPeriod Period, TrafficSum Total, IReadOnlyList<TrafficStep> Steps, IReadOnlyList<ServiceTraffic> Services,
    IReadOnlyList<SystemTraffic> Systems, IReadOnlyList<TrafficError> Errors, IReadOnlyList<SlowCallOfBoth> Slowest,
    IReadOnlyList<OrphanCalls> Orphans, IReadOnlyList<QuotaUse> Quotas, IReadOnlyList<AgreementOfBoth> Unused, long Lost);

internal sealed record TrafficStep(DateTimeOffset BeginsAt, TrafficSum Sum);

internal sealed record ServiceTraffic(ServiceOfMember Known, string OwnerName, TrafficSum Sum)
{
    public Service Service => Known.Service;

    /// <summary>Whether it answered as often as its owner promises; null where nothing is promised or asked.</summary>
    public bool? IsAvailable => Service.Level.Availability is { } promised && Sum.Availability is { } measured
        ? measured * 100 >= (double)promised : null;

    /// <summary>Whether 95 of 100 answers came as soon as promised.</summary>
    public bool? IsFast => Service.Level.AnswerMs is { } promised && Sum.P95 is { } measured ? measured <= promised : null;
}

internal sealed record SystemTraffic(SystemOfMember Known, string MemberName, TrafficSum Sum);

/// <param name="Fault">None for what was noted of calls that went well.</param>
internal sealed record TrafficError(CallFault Fault, string Kind, long Calls);

/// <param name="Service">Null where it is not known, as for <paramref name="System"/>.</param>
internal sealed record SlowCallOfBoth(SlowCall Call, ServiceOfMember? Service, SystemOfMember? System);

internal sealed record OrphanCalls(ServiceOfMember? Service, SystemOfMember? System, string Kind, long Calls, DateTimeOffset Last);

/// <param name="Calls">Today, in Vietnam.</param>
internal sealed record QuotaUse(AgreementOfBoth Both, long Calls)
{
    public double Share => (double)Calls / (Both.Agreement.Terms.QuotaPerDay ?? 1);
}
