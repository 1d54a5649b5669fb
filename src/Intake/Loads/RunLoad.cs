using Phusa.Intake.Contracts;
using Phusa.Kernel.Outcomes;
using Phusa.Warehouse.Contracts;
using Phusa.Warehouse.DuckDb;

namespace Phusa.Intake.Loads;

/// <summary>
/// Takes a load through a step and sees to it that every load ends: cancelled when a person asks, failed with a
/// reason when storage gives out, and begun anew when the program died in the middle.
/// </summary>
internal sealed partial class RunLoad(
    CheckLoad check, CommitLoad commit, CountDifference difference, LoadStore store, RunStore runs, Lake lake,
    TimeProvider clock, ILogger<RunLoad> logger)
{
    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(300);

    /// <inheritdoc cref="CheckAsync(Guid, Onward, CancellationToken)"/>
    public Task<Load?> CheckAsync(Guid id, CancellationToken cancellation) => CheckAsync(id, Onward.Check, cancellation);

    /// <summary>Null when there is no such load. A load that is further already stays as it is.</summary>
    /// <param name="onward">A load to be committed never waits: whoever looks on sees it go from one step to the next.</param>
    public Task<Load?> CheckAsync(Guid id, Onward onward, CancellationToken cancellation) => GuardAsync(id, async (load, token) =>
    {
        if (load.State is not (LoadState.Received or LoadState.Checking))
        {
            return load;
        }
        var done = await check.RunAsync(load, await runs.ChoicesAsync(id, token), token);
        var found = done.State == LoadState.Checked ? await difference.RunAsync(done, token) : null;
        if (await runs.IsCancelAskedAsync(id, token))
        {
            // Asked so late that the work was over first; nothing is committed, so it can still be taken back.
            return await CancelAsync(done);
        }
        if (found is null)
        {
            return await SaveAsync(done);
        }
        done = onward == Onward.Commit ? done with { State = LoadState.Committing } : done;
        await runs.SaveAsync(done, found, token);
        return done;
    }, cancellation);

    /// <summary>Commits a checked load; before it the load whose rejects it mends, when that still waits.</summary>
    public async Task<Load?> CommitAsync(Guid id, CancellationToken cancellation)
    {
        if (await store.FindAsync(id, cancellation) is { Resubmits: { } first }
            && await store.FindAsync(first, cancellation) is { State: LoadState.Checked or LoadState.Committing })
        {
            await CommitAsync(first, cancellation);
        }
        return await GuardAsync(id, async (load, token) =>
        {
            if (load.State is not (LoadState.Checked or LoadState.Committing))
            {
                return load;
            }
            var done = await commit.RunAsync(id, token);
            return done.Value ?? await SaveAsync(load with { State = LoadState.Checked, Problems = done.Problems });
        }, cancellation);
    }

    /// <summary>Ends a load as cancelled; nothing of it was or will be served.</summary>
    public Task<Load> CancelAsync(Load load) => EndAsync(load, LoadOutcome.Cancelled, "load.cancelled", T.LoadCancelled);

    /// <summary>Ends a load whose work failed, or ended the program, however often it was begun.</summary>
    public async Task GiveUpAsync(Guid id, CancellationToken cancellation)
    {
        if (await store.FindAsync(id, cancellation) is { } load && load.State != LoadState.Finished)
        {
            RemoveWork(id);
            await EndAsync(load, LoadOutcome.Failed, "load.failed", T.LoadFailed);
        }
    }

    private async Task<Load?> GuardAsync(
        Guid id, Func<Load, CancellationToken, Task<Load>> step, CancellationToken cancellation)
    {
        if (await store.FindAsync(id, cancellation) is not { } load || load.State == LoadState.Finished)
        {
            return await store.FindAsync(id, cancellation);
        }
        RemoveWork(id);
        using var asked = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        using var over = new CancellationTokenSource();
        var watch = WatchAsync(id, asked, over.Token);
        try
        {
            return await step(load, asked.Token);
        }
        catch (OperationCanceledException) when (asked.IsCancellationRequested && !cancellation.IsCancellationRequested)
        {
            return await CancelAsync(load);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or DuckException)
        {
            LogFailed(id, failure);
            return await EndAsync(load, LoadOutcome.Failed, DiskFull.Is(failure) ? "disk.full" : "load.failed",
                DiskFull.Is(failure) ? T.DiskFull : T.LoadFailed);
        }
        finally
        {
            await over.CancelAsync();
            await watch;
        }
    }

    private async Task WatchAsync(Guid id, CancellationTokenSource asked, CancellationToken over)
    {
        while (!over.IsCancellationRequested)
        {
            if (await runs.IsCancelAskedAsync(id, CancellationToken.None))
            {
                await asked.CancelAsync();
                return;
            }
            await Task.Delay(Glance, clock, over).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>What an earlier attempt left when the program died.</summary>
    private void RemoveWork(Guid id)
    {
        foreach (var suffix in (string[])["", "-merge", "-compare"])
        {
            var folder = lake.PathOf(Path.Combine("work", $"{id:n}{suffix}"));
            if (Directory.Exists(folder))
            {
                Directory.Delete(folder, recursive: true);
            }
        }
    }

    private Task<Load> EndAsync(Load load, LoadOutcome outcome, string code, Kernel.Texts.Text message) => SaveAsync(load with
    {
        State = LoadState.Finished, Outcome = outcome, FinishedAt = clock.GetUtcNow(),
        Problems = [new Problem("load", code, message)],
    });

    /// <summary>The end of a load is recorded even when what ran it is being stopped.</summary>
    private async Task<Load> SaveAsync(Load load)
    {
        await store.SaveAsync(load, CancellationToken.None);
        return load;
    }

    [LoggerMessage(1, LogLevel.Error, "Load {Load} failed")]
    private partial void LogFailed(Guid load, Exception failure);
}
