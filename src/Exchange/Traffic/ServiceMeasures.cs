namespace Phusa.Exchange.Traffic;

/// <summary>How a service did in the last 30 days.</summary>
/// <param name="Days">One each, today's last; null for a day without a call.</param>
internal sealed record ServiceMeasure(TrafficSum Month, IReadOnlyList<TrafficSum?> Days);

/// <summary>
/// How services did, for whoever may see them: how well and how fast they answer is no secret of those who call, unlike
/// how often. Read once a minute, however many look.
/// </summary>
internal sealed class ServiceMeasures(TrafficHistory history, TimeProvider clock)
{
    private static readonly TimeSpan Kept = TimeSpan.FromMinutes(1);

    private Reading last = new(default, new Dictionary<Guid, ServiceMeasure>());

    /// <summary>By service; those without a call are not among them.</summary>
    public async Task<IReadOnlyDictionary<Guid, ServiceMeasure>> ReadAsync(CancellationToken cancellation)
    {
        var (now, known) = (clock.GetUtcNow(), Volatile.Read(ref last));
        if (now < known.Until)
        {
            return known.Measures;
        }
        var period = TrafficPeriod.Of("30d", now);
        var rows = await history.ListAsync(period.Span, period.From, period.To, cancellation);
        var read = new Reading(now + Kept, rows.GroupBy(row => row.Key.Service).ToDictionary(calls => calls.Key, calls =>
        {
            var days = calls.ToLookup(row => row.Key.BeginsAt);
            return new ServiceMeasure(
                TrafficSum.Of(calls), [.. period.Begins.Select(day => days.Contains(day) ? TrafficSum.Of(days[day]) : null)]);
        }));
        Volatile.Write(ref last, read);
        return read.Measures;
    }

    private sealed record Reading(DateTimeOffset Until, IReadOnlyDictionary<Guid, ServiceMeasure> Measures);
}
