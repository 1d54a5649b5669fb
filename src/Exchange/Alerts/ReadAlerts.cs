using Phusa.Exchange.Services;
using Phusa.Exchange.Systems;
using Phusa.Exchange.Traffic;
using Phusa.Security.Contracts;

namespace Phusa.Exchange.Alerts;

/// <param name="Service">Null for alerts of a subscription.</param>
/// <param name="System">The consumer whose agreement or subscription it is; null for alerts of a service.</param>
internal sealed record AlertOfBoth(Alert Alert, ServiceOfMember? Service, SystemOfMember? System);

/// <param name="Closed">In the last 30 days.</param>
internal sealed record AlertsSeen(IReadOnlyList<AlertOfBoth> Open, IReadOnlyList<AlertOfBoth> Closed);

/// <summary>Alerts as far as the caller sees the traffic they are about.</summary>
internal sealed class ReadAlerts(AlertStore store, TrafficDirectory directory, TimeProvider clock)
{
    public async Task<AlertsSeen> RunAsync(Caller caller, CancellationToken cancellation)
    {
        var parties = await directory.ReadAsync(cancellation);
        IReadOnlyList<AlertOfBoth> Seen(IReadOnlyList<Alert> alerts) =>
        [
            .. alerts.Where(one => parties.Sees(caller, one.Finding.Service ?? default, one.Finding.System ?? default))
                .Select(one => new AlertOfBoth(
                    one, one.Finding.Service is { } service ? parties.Service(service) : null,
                    one.Finding.System is { } system ? parties.System(system) : null)),
        ];
        return new(
            Seen(await store.OpenAsync(cancellation)),
            Seen(await store.ClosedSinceAsync(clock.GetUtcNow().AddDays(-TrafficPeriod.LongestDays), cancellation)));
    }
}
