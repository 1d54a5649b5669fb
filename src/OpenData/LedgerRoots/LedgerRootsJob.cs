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
internal sealed class LedgerRootsClock(JobStore jobs, TimeProvider time, ILogger<LedgerRootsClock> logger)
    : Clock(TimeSpan.FromHours(1), time, logger)
{
    protected override Task RoundAsync(CancellationToken cancellation) => jobs.EnqueueAsync(LedgerRootsJob.Name, "{}", cancellation);
}
