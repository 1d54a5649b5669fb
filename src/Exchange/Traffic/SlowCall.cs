namespace Phusa.Exchange.Traffic;

/// <summary>One of the slowest calls of a service in an hour.</summary>
internal sealed record SlowCall(
    Guid Id, DateTimeOffset At, Guid Service, Guid System, string Operation, int Status, long Microseconds,
    long OwnMicroseconds)
{
    /// <summary>As many of a service and an hour are kept.</summary>
    public const int Kept = 5;

    public DateTimeOffset Hour => TrafficKey.HourOf(At);
}

/// <summary>The slowest calls of each service and hour. Not for use by two callers at a time.</summary>
internal sealed class SlowestCalls
{
    private readonly Dictionary<(DateTimeOffset Hour, Guid Service), List<SlowCall>> kept = [];

    public void Offer(in CallSeen call, in TrafficKey key)
    {
        var time = TrafficCount.Whole(call.Milliseconds);
        if (!kept.TryGetValue((key.BeginsAt, key.Service), out var slowest))
        {
            kept[(key.BeginsAt, key.Service)] = slowest = new(SlowCall.Kept);
        }
        if (slowest.Count == SlowCall.Kept)
        {
            if (slowest[^1].Microseconds >= time)
            {
                return;
            }
            slowest.RemoveAt(SlowCall.Kept - 1);
        }
        var faster = slowest.FindIndex(one => one.Microseconds < time);
        slowest.Insert(faster < 0 ? slowest.Count : faster, new(
            Guid.CreateVersion7(call.At), call.At, key.Service, key.System, key.Operation, call.Status, time,
            TrafficCount.Whole(call.OwnMilliseconds)));
    }

    public IReadOnlyList<SlowCall> Take()
    {
        var taken = kept.Values.SelectMany(slowest => slowest).ToList();
        kept.Clear();
        return taken;
    }
}
