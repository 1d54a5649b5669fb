using Phusa.Kernel.Jobs;

namespace Phusa.Intake.Loads;

/// <summary>Sweeps the lake, on one node at a time.</summary>
internal sealed class SweepJob(LakeSweeper sweeper) : JobHandler
{
    public const string Name = "intake.sweep";

    public override string Kind => Name;

    public override Task RunAsync(Job job, CancellationToken cancellation) => sweeper.RunAsync(cancellation);
}
