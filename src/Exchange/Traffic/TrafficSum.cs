namespace Phusa.Exchange.Traffic;

/// <summary>Traffic of a service, of a caller or of all, as one figure each.</summary>
internal sealed class TrafficSum
{
    private readonly LatencyHistogram latency = new();
    private readonly Dictionary<CallFault, long> faults = [];

    public long Calls { get; private set; }

    public long AnswerBytes { get; private set; }

    public long Failed => Calls - Of(CallFault.None);

    /// <summary>Share of calls that failed neither here nor at the service itself: a caller's own mistakes do not count.</summary>
    public double? Availability =>
        Calls == 0 ? null : 1 - ((double)(Of(CallFault.Exchange) + Of(CallFault.Upstream)) / Calls);

    /// <summary>Milliseconds, of calls that the caller did not spoil: a refusal is quick and says nothing of the service.</summary>
    public double? P50 => latency.Quantile(0.50);

    public double? P95 => latency.Quantile(0.95);

    public double? P99 => latency.Quantile(0.99);

    public static TrafficSum Of(IEnumerable<KeyValuePair<TrafficKey, TrafficCount>> rows)
    {
        var sum = new TrafficSum();
        foreach (var (key, count) in rows)
        {
            sum.Calls += count.Calls;
            sum.AnswerBytes += count.AnswerBytes;
            sum.faults[key.Fault] = sum.Of(key.Fault) + count.Calls;
            if (key.Fault != CallFault.Consumer)
            {
                sum.latency.Add(count.Latency);
            }
        }
        return sum;
    }

    public long Of(CallFault fault) => faults.GetValueOrDefault(fault);
}
