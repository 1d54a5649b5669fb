namespace Phusa.Exchange.Traffic;

/// <summary>What was counted and not yet written. Not for use by two callers at a time.</summary>
internal sealed class TrafficTally
{
    /// <summary>Keys that wait at most, so that records which are away for long do not fill the memory.</summary>
    public const int MostKeys = 20_000;

    private readonly Dictionary<TrafficKey, TrafficCount> counts = [];
    private readonly SlowestCalls slowest = new();

    /// <summary>False when there is no room for it.</summary>
    public bool Add(in CallSeen call)
    {
        var key = TrafficKey.Of(call);
        if (Find(key) is not { } count)
        {
            return false;
        }
        count.Add(call);
        slowest.Offer(call, key);
        return true;
    }

    /// <summary>Gives back what was taken and could not be written; how many calls there is no room for.</summary>
    public long Return(IEnumerable<KeyValuePair<TrafficKey, TrafficCount>> taken)
    {
        var lost = 0L;
        foreach (var (key, count) in taken)
        {
            if (Find(key) is { } known)
            {
                known.Add(count);
            }
            else
            {
                lost += count.Calls;
            }
        }
        return lost;
    }

    public (IReadOnlyList<KeyValuePair<TrafficKey, TrafficCount>> Counts, IReadOnlyList<SlowCall> Slowest) Take()
    {
        var taken = counts.ToList();
        counts.Clear();
        return (taken, slowest.Take());
    }

    private TrafficCount? Find(in TrafficKey key)
    {
        if (!counts.TryGetValue(key, out var count) && counts.Count < MostKeys)
        {
            counts[key] = count = new();
        }
        return count;
    }
}
