namespace Phusa.Exchange.Traffic;

/// <summary>
/// How long calls took, in log-linear buckets that are the same everywhere, so that histograms of nodes and hours add up:
/// every doubling from 1/16 ms is cut into twelve equal parts. A quantile is the middle of its bucket and so at most
/// 1/24, or 4.2 %, from the exact one between 1/16 ms and 17 minutes; shorter times are told within 1/16 ms, longer ones
/// count as 17 minutes.
/// </summary>
internal sealed class LatencyHistogram
{
    public const double LargestError = 1.0 / (2 * Parts);

    private const int Parts = 12;
    private const int Doublings = 24;
    private const double Shortest = 1.0 / 16;

    private readonly Dictionary<int, long> buckets;

    public LatencyHistogram() => buckets = [];

    private LatencyHistogram(Dictionary<int, long> buckets) => this.buckets = buckets;

    /// <summary>Calls by number of bucket, as they are kept.</summary>
    public IReadOnlyDictionary<int, long> Buckets => buckets;

    public long Count => buckets.Values.Sum();

    public static LatencyHistogram Of(Dictionary<int, long> buckets) => new(buckets);

    public void Add(double milliseconds, long calls = 1)
    {
        var bucket = BucketOf(milliseconds);
        buckets[bucket] = buckets.GetValueOrDefault(bucket) + calls;
    }

    public void Add(LatencyHistogram other)
    {
        foreach (var (bucket, calls) in other.buckets)
        {
            buckets[bucket] = buckets.GetValueOrDefault(bucket) + calls;
        }
    }

    /// <summary>The time within which this share of the calls was answered; null where there was none.</summary>
    /// <param name="share">Above 0 and at most 1.</param>
    public double? Quantile(double share)
    {
        var rank = (long)Math.Ceiling(share * Count);
        foreach (var (bucket, calls) in buckets.OrderBy(one => one.Key))
        {
            rank -= calls;
            if (rank <= 0)
            {
                return MiddleOf(bucket);
            }
        }
        return null;
    }

    private static int BucketOf(double milliseconds)
    {
        var times = milliseconds / Shortest;
        if (!(times >= 1))
        {
            return 0;
        }
        var doubling = Math.ILogB(times);
        return doubling >= Doublings
            ? 1 + Parts * Doublings
            : 1 + Parts * doubling + (int)((Math.ScaleB(times, -doubling) - 1) * Parts);
    }

    private static double MiddleOf(int bucket)
    {
        if (bucket == 0)
        {
            return Shortest / 2;
        }
        var (doubling, part) = Math.DivRem(bucket - 1, Parts);
        return doubling >= Doublings
            ? Math.ScaleB(Shortest, Doublings)
            : Math.ScaleB(Shortest, doubling) * (1 + (part + 0.5) / Parts);
    }
}
