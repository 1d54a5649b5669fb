using System.Data.Common;
using System.Threading.Channels;

namespace Phusa.Exchange.Traffic;

/// <summary>
/// Counts calls without keeping them waiting: a call is put in line, the line is added up several times a second and
/// written every few seconds and at shutdown. A full line loses calls rather than time, and says how many.
/// </summary>
internal sealed partial class TrafficMeter(TrafficStore store, TimeProvider clock, ILogger<TrafficMeter> logger)
    : BackgroundService
{
    /// <summary>Calls that stand in line at most: a quarter of a second at 260,000 calls a second.</summary>
    public const int LongestLine = 65_536;

    private static readonly TimeSpan BetweenSums = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan BetweenWrites = TimeSpan.FromSeconds(5);

    private readonly Channel<CallSeen> line = Channel.CreateBounded<CallSeen>(
        new BoundedChannelOptions(LongestLine) { SingleReader = true });

    private readonly TrafficTally tally = new();
    private readonly SemaphoreSlim writing = new(1);
    private long lost;
    private long lostUnwritten;

    /// <summary>Calls that this node could not count since it began.</summary>
    public long Lost => Interlocked.Read(ref lost);

    /// <summary>Never waits and never fails.</summary>
    public void Note(in CallSeen call)
    {
        if (!line.Writer.TryWrite(call))
        {
            Lose(1);
        }
    }

    /// <summary>Writes what was counted so far. What cannot be written stays, and is written the next time.</summary>
    public async Task FlushAsync(CancellationToken cancellation)
    {
        await writing.WaitAsync(cancellation);
        try
        {
            Sum();
            var missed = Interlocked.Exchange(ref lostUnwritten, 0);
            IReadOnlyList<KeyValuePair<TrafficKey, TrafficCount>> counts;
            IReadOnlyList<SlowCall> slowest;
            lock (tally)
            {
                (counts, slowest) = tally.Take();
            }
            await WriteAsync(counts, slowest, missed, cancellation);
        }
        finally
        {
            writing.Release();
        }
    }

    public override void Dispose()
    {
        writing.Dispose();
        base.Dispose();
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(
        EveryAsync(BetweenSums, () => { Sum(); return Task.CompletedTask; }, stoppingToken),
        EveryAsync(BetweenWrites, () => FlushOrKeepAsync(CancellationToken.None), stoppingToken));

    private async Task EveryAsync(TimeSpan interval, Func<Task> work, CancellationToken stopping)
    {
        using var timer = new PeriodicTimer(interval, clock);
        using var stopped = stopping.Register(timer.Dispose);
        while (await timer.WaitForNextTickAsync(CancellationToken.None))
        {
            await work();
        }
        await work();
    }

    /// <summary>Adds up what stands in line.</summary>
    private void Sum()
    {
        lock (tally)
        {
            while (line.Reader.TryRead(out var call))
            {
                if (!tally.Add(call))
                {
                    Lose(1);
                }
            }
        }
    }

    private async Task WriteAsync(
        IReadOnlyList<KeyValuePair<TrafficKey, TrafficCount>> counts, IReadOnlyList<SlowCall> slowest, long missed,
        CancellationToken cancellation)
    {
        var written = 0;
        try
        {
            foreach (var some in counts.Chunk(TrafficStore.Together))
            {
                await store.AddAsync(some, cancellation);
                written += some.Length;
            }
            if (missed > 0)
            {
                await store.AddLostAsync(TrafficKey.HourOf(clock.GetUtcNow()), missed, cancellation);
                missed = 0;
            }
            await store.KeepAsync(slowest, cancellation);
        }
        catch
        {
            // The slowest calls of these seconds are not worth keeping; the counts are.
            Interlocked.Add(ref lostUnwritten, missed);
            lock (tally)
            {
                Lose(tally.Return(counts.Skip(written)));
            }
            throw;
        }
    }

    /// <summary>Records that are locked or away for a while must not end the counting.</summary>
    private async Task FlushOrKeepAsync(CancellationToken cancellation)
    {
        try
        {
            await FlushAsync(cancellation);
        }
        catch (DbException failure)
        {
            LogKept(failure);
        }
    }

    private void Lose(long calls)
    {
        Interlocked.Add(ref lost, calls);
        Interlocked.Add(ref lostUnwritten, calls);
    }

    [LoggerMessage(1, LogLevel.Warning, "Traffic could not be written; it is kept and written later")]
    private partial void LogKept(Exception failure);
}
