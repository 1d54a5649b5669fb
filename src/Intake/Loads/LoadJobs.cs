using System.Text.Json;
using Phusa.Intake.Contracts;
using Phusa.Kernel.Data;
using Phusa.Kernel.Jobs;

namespace Phusa.Intake.Loads;

/// <summary>Checks a received load, and commits it where it was sent to be committed.</summary>
internal sealed class CheckJob(RunLoad run) : JobHandler
{
    public const string Name = "intake.check";

    public override string Kind => Name;

    public override async Task RunAsync(Job job, CancellationToken cancellation)
    {
        var work = Work(job);
        var onward = work.Commit ? Onward.Commit : Onward.Check;
        if (await run.CheckAsync(work.Load, onward, cancellation) is { State: LoadState.Checked or LoadState.Committing }
            && work.Commit)
        {
            await run.CommitAsync(work.Load, cancellation);
        }
    }

    public override Task GiveUpAsync(Job job, CancellationToken cancellation) => run.GiveUpAsync(Work(job).Load, cancellation);

    internal static LoadWork Work(Job job) => JsonSerializer.Deserialize<LoadWork>(job.Payload, JsonStorage.Options)
        ?? throw new InvalidDataException($"Job {job.Id} names no load");
}

/// <summary>Commits a load that a person has looked at.</summary>
internal sealed class CommitJob(RunLoad run) : JobHandler
{
    public const string Name = "intake.commit";

    public override string Kind => Name;

    public override Task RunAsync(Job job, CancellationToken cancellation) =>
        run.CommitAsync(CheckJob.Work(job).Load, cancellation);

    public override Task GiveUpAsync(Job job, CancellationToken cancellation) =>
        run.GiveUpAsync(CheckJob.Work(job).Load, cancellation);
}
