using Phusa.Catalog.Contracts;
using Phusa.Intake.Contracts;
using Phusa.Intake.Desk;
using Phusa.Kernel.Outcomes;
using Phusa.Security.Contracts;

namespace Phusa.Intake.Loads;

/// <summary>What a person may do with a load, the same from page and API.</summary>
internal sealed class LoadDesk(Datasets datasets, LoadStore store, RunStore runs, RunLoad run, TimeProvider clock)
{
    public const string Forbidden = "load.forbidden";

    /// <summary>How long an answer waits for what is quick, so that a small file seems to be done at once.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1.5);

    /// <summary>Null also where the caller may not know of it.</summary>
    public async Task<LoadFound?> FindAsync(Caller caller, Guid id, CancellationToken cancellation) =>
        await store.FindAsync(id, cancellation) is { } load
        && await datasets.FindAsync(load.DatasetId, cancellation) is { } dataset
        && DeskAccess.MayRead(caller, dataset) ? new(load, dataset) : null;

    public Task<Outcome<Load>> CommitAsync(Caller caller, Guid id, CancellationToken cancellation) =>
        ActAsync(caller, id, async load => await runs.BeginCommitAsync(load.Id, cancellation)
            ? await SettledAsync(load, cancellation)
            : new Refusal(new Problem("load", "load.not-checked", T.LoadNotChecked)), cancellation);

    public Task<Outcome<Load>> CancelAsync(Caller caller, Guid id, CancellationToken cancellation) =>
        ActAsync(caller, id, async load =>
        {
            if (load.State == LoadState.Finished)
            {
                return new Refusal(new Problem("load", "load.ended", T.LoadEnded));
            }
            // What nothing runs is ended here; whatever runs looks for the wish by itself.
            if (load.State == LoadState.Checked && await runs.MoveAsync(id, LoadState.Checked, LoadState.Finished, cancellation))
            {
                return await run.CancelAsync(load);
            }
            await runs.AskCancelAsync(id, cancellation);
            return await SettledAsync(load, cancellation);
        }, cancellation);

    public Task<Outcome<Load>> ChooseAsync(
        Caller caller, Guid id, ReadingChoices choices, CancellationToken cancellation) =>
        ActAsync(caller, id, async load => await runs.CheckAgainAsync(id, choices, cancellation)
            ? await SettledAsync(load, cancellation)
            : new Refusal(new Problem("load", "load.not-waiting", T.LoadNotWaiting)), cancellation);

    /// <summary>The load once there is something to decide about it, or as far as it got in a short while.</summary>
    public async Task<Load> SettledAsync(Load load, CancellationToken cancellation)
    {
        var until = clock.GetUtcNow() + Patience;
        while (clock.GetUtcNow() < until)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(60), clock, cancellation);
            if (await store.FindAsync(load.Id, cancellation) is { State: LoadState.Checked or LoadState.Finished } settled)
            {
                return settled;
            }
        }
        return await store.FindAsync(load.Id, cancellation) ?? load;
    }

    private async Task<Outcome<Load>> ActAsync(
        Caller caller, Guid id, Func<Load, Task<Outcome<Load>>> act, CancellationToken cancellation)
    {
        if (await FindAsync(caller, id, cancellation) is not { } found)
        {
            return new Missing(new Problem("load", "load.missing", T.LoadMissing));
        }
        return DeskAccess.MayWrite(caller, found.Dataset)
            ? await act(found.Load)
            : new Refusal(new Problem("load", Forbidden, T.LoadForbidden));
    }
}

/// <summary>A load and the dataset it is for.</summary>
internal sealed record LoadFound(Load Load, Dataset Dataset);
