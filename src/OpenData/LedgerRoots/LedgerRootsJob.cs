using System.Data.Common;
using Phusa.Kernel.Jobs;

namespace Phusa.OpenData.LedgerRoots;

/// <summary>Publishes the roots of days that are over, on one node at a time.</summary>
internal sealed class LedgerRootsJob(PublishLedgerRoots publish) : JobHandler
{
    public const string Name = "opendata.ledger-roots";

    public override string Kind => Name;

    public override Task RunAsync(Job job, CancellationToken cancellation) => publish.RunAsync(cancellation);
}

/// <summary>Has roots published every hour; an hour after midnight yesterday's is there.</summary>
internal sealed partial class LedgerRootsClock(JobStore jobs, TimeProvider clock, ILogger<LedgerRootsClock> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromHours(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, clock);
        using var stopped = stoppingToken.Register(timer.Dispose);
        while (await timer.WaitForNextTickAsync(CancellationToken.None))
        {
            try
            {
                await jobs.EnqueueAsync(LedgerRootsJob.Name, "{}", stoppingToken);
            }
            catch (Exception failure) when (failure is DbException or OperationCanceledException)
            {
                // The next round tries again: a day that is over stays over.
                LogFailed(failure);
            }
        }
    }

    [LoggerMessage(1, LogLevel.Warning, "The ledger's daily roots wait for the next round to be published")]
    private partial void LogFailed(Exception failure);
}
