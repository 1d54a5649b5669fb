using Phusa.Exchange.Agreements;
using Phusa.Exchange.Services;
using Phusa.Exchange.Traffic;
using Phusa.Exchange.Webhooks;
using Row = System.Collections.Generic.KeyValuePair<Phusa.Exchange.Traffic.TrafficKey, Phusa.Exchange.Traffic.TrafficCount>;

namespace Phusa.Exchange.Alerts;

/// <summary>Which rules do not hold, by what passed and what was agreed.</summary>
/// <param name="hours">Of the last 24 hours.</param>
/// <param name="days">Of the last 30 days.</param>
/// <param name="stopped">Subscriptions that are told no more.</param>
internal sealed class AlertRules(
    TrafficParties parties, IReadOnlyCollection<Row> hours, IReadOnlyCollection<Row> days, IReadOnlyCollection<Subscription> stopped,
    ExchangeOptions options, DateTimeOffset now)
{
    /// <summary>Of fewer calls a share says nothing.</summary>
    public const int FewestCalls = 20;

    public const int QuotaPercent = 80;

    public const int DaysBeforeEnd = 30;

    private readonly DateOnly today = WorkingDays.DayOf(now);

    public IReadOnlyList<AlertFinding> Run() => [.. OfServices(), .. OfAgreements(), .. OfSubscriptions()];

    private IEnumerable<AlertFinding> OfServices()
    {
        var calls = hours.ToLookup(row => row.Key.Service);
        foreach (var service in parties.Services.Select(known => known.Service).Where(service => service.IsOffered))
        {
            var sum = TrafficSum.Of(calls[service.Id]);
            if (sum.Calls >= FewestCalls && FailedPercent(sum) is var failed && failed > options.AlertErrorPercent)
            {
                yield return Of(AlertRule.ErrorShare, service, failed, options.AlertErrorPercent);
            }
            if (sum.Calls >= FewestCalls && service.Level.AnswerMs is { } promised && sum.P95 > promised)
            {
                yield return Of(AlertRule.SlowAnswers, service, (decimal)sum.P95.Value, promised);
            }
            if (SilentDays(service) is { } silent && silent >= options.AlertSilentDays)
            {
                yield return Of(AlertRule.ServiceSilent, service, silent, options.AlertSilentDays);
            }
        }
    }

    private IEnumerable<AlertFinding> OfAgreements()
    {
        var used = days.Where(row => row.Key.BeginsAt == WorkingDays.BeginOf(today))
            .ToLookup(row => row.Key.Agreement, row => row.Value.Calls);
        var renewed = Granted().Select(one => one.RenewsId).ToHashSet();
        foreach (var agreement in Granted())
        {
            if (agreement.Terms.QuotaPerDay is { } quota && used[agreement.Id].Sum() * 100m / quota is var share and >= QuotaPercent)
            {
                yield return Of(AlertRule.QuotaUse, agreement, share, QuotaPercent);
            }
            var left = agreement.Terms.ValidTo.DayNumber - today.DayNumber;
            if (left <= DaysBeforeEnd && !renewed.Contains(agreement.Id))
            {
                yield return Of(AlertRule.AgreementExpires, agreement, left, DaysBeforeEnd);
            }
        }
    }

    /// <summary>A receiver that said it was gone wanted no more; one to which nothing came may not know.</summary>
    private IEnumerable<AlertFinding> OfSubscriptions() => stopped.Where(one => one.Stop == StopReason.Failing).Select(one => new AlertFinding(
        AlertRule.SubscriptionStopped, one.Id, null, one.SystemId, today.DayNumber - WorkingDays.DayOf(one.FailingSince ?? now).DayNumber,
        (decimal)RetrySchedule.Patience.TotalDays));

    /// <summary>Days since the last call under an agreement, or since somebody could call; null where nobody can.</summary>
    private int? SilentDays(Service service)
    {
        var begun = Granted().Where(one => one.ServiceId == service.Id).Select(Begin).DefaultIfEmpty(DateOnly.MaxValue).Min();
        var last = days.Where(row => row.Key.Service == service.Id && row.Key.Agreement != default).Select(row => WorkingDays.DayOf(row.Key.BeginsAt))
            .DefaultIfEmpty(begun).Max();
        return begun > today ? null : Math.Min(today.DayNumber - last.DayNumber, TrafficPeriod.LongestDays);
    }

    private static DateOnly Begin(Agreement agreement) =>
        agreement.Decision is { } granted && WorkingDays.DayOf(granted.At) is var day && day > agreement.Terms.ValidFrom
            ? day : agreement.Terms.ValidFrom;

    private IEnumerable<Agreement> Granted() => parties.Agreements.Select(both => both.Agreement)
        .Where(one => one.StateOn(today) == AgreementState.Granted);

    private static decimal FailedPercent(TrafficSum sum) =>
        (sum.Of(CallFault.Exchange) + sum.Of(CallFault.Upstream)) * 100m / sum.Calls;

    private static AlertFinding Of(AlertRule rule, Service service, decimal value, decimal bound) =>
        new(rule, service.Id, service.Id, null, Math.Round(value, 1), bound);

    private static AlertFinding Of(AlertRule rule, Agreement agreement, decimal value, decimal bound) =>
        new(rule, agreement.Id, agreement.ServiceId, agreement.SystemId, Math.Round(value, 1), bound);
}
