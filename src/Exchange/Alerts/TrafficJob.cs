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
internal sealed class TrafficClock(JobStore jobs, TimeProvider time, ILogger<TrafficClock> logger)
    : Clock(TimeSpan.FromMinutes(5), time, logger)
{
    protected override Task RoundAsync(CancellationToken cancellation) => jobs.EnqueueAsync(TrafficJob.Name, "{}", cancellation);
}
