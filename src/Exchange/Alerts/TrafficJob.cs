using System.Data.Common;
using Phusa.Exchange.Traffic;
using Phusa.Kernel.Jobs;

namespace Phusa.Exchange.Alerts;

/// <summary>Watches traffic and forgets what is too old, on one node at a time.</summary>
internal sealed class TrafficJob(WatchTraffic watch, TrafficStore store, TimeProvider clock) : JobHandler
{
    public const string Name = "exchange.traffic";

    public override string Kind => Name;

    public override async Task RunAsync(Job job, CancellationToken cancellation)
    {
        await store.ForgetAsync(clock.GetUtcNow(), cancellation);
        await watch.RunAsync(cancellation);
    }
}

/// <summary>Has traffic watched every few minutes.</summary>
internal sealed partial class TrafficClock(JobStore jobs, TimeProvider clock, ILogger<TrafficClock> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, clock);
        using var stopped = stoppingToken.Register(timer.Dispose);
        while (await timer.WaitForNextTickAsync(CancellationToken.None))
        {
            try
            {
                await jobs.EnqueueAsync(TrafficJob.Name, "{}", stoppingToken);
            }
            catch (Exception failure) when (failure is DbException or OperationCanceledException)
            {
                // The next round tries again: rules that do not hold go on not holding.
                LogFailed(failure);
            }
        }
    }

    [LoggerMessage(1, LogLevel.Warning, "Traffic waits for the next round to be watched")]
    private partial void LogFailed(Exception failure);
}
