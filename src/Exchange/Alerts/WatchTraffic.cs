using Microsoft.Extensions.Options;
using Phusa.Exchange.Events;
using Phusa.Exchange.Traffic;
using Phusa.Exchange.Webhooks;
using Phusa.Security.Contracts;

namespace Phusa.Exchange.Alerts;

/// <summary>Looks at what passed and at who is told no more, opens alerts where a rule does not hold, and closes those where it does again.</summary>
internal sealed class WatchTraffic(
    TrafficHistory history, TrafficDirectory directory, SubscriptionStore subscriptions, AlertStore store, IOptions<ExchangeOptions> options, TimeProvider clock)
{
    private static readonly Caller Program = new(null, "phusa", [], SignInMethod.None);

    public async Task RunAsync(CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var parties = await directory.ReadAsync(cancellation);
        var findings = new AlertRules(
            parties, [.. await RowsAsync(TrafficPeriod.Of("24h", now), cancellation)],
            [.. await RowsAsync(TrafficPeriod.Of("30d", now), cancellation)], await subscriptions.StoppedAsync(cancellation), options.Value,
            now).Run();
        await store.ApplyAsync(findings, (finding, action) => Told(parties, finding, action, now), now, cancellation);
    }

    private Task<IReadOnlyList<KeyValuePair<TrafficKey, TrafficCount>>> RowsAsync(
        TrafficPeriod period, CancellationToken cancellation) =>
        history.ListAsync(period.Span, period.From, period.To, cancellation);

    /// <summary>With the consumer, whose agreement it is, or else with the owner.</summary>
    private static ExchangeEvent Told(TrafficParties parties, AlertFinding finding, ExchangeAction action, DateTimeOffset now)
    {
        var member = finding.System is { } id && parties.System(id) is { } system
            ? system.Member.Id : parties.Service(finding.Service!.Value)!.Owner.Id;
        return ExchangeEvent.By(Program, now, action, member, finding.System, AlertWords.Of(finding.Rule).Vi)
            with { ServiceId = finding.Service };
    }
}
