namespace Phusa.Kernel.Jobs;

/// <summary>Runs due jobs on this node, a few at a time, until the host stops.</summary>
public sealed partial class JobRunner(JobStore store, IEnumerable<JobHandler> handlers, ILogger<JobRunner> logger)
    : BackgroundService
{
    /// <summary>Loads use both cores by themselves; more at a time would only share them.</summary>
    private const int Workers = 2;

    private readonly Dictionary<string, JobHandler> byKind = handlers.ToDictionary(handler => handler.Kind);
    private readonly string node = $"{Environment.MachineName}:{Environment.ProcessId}";

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(Enumerable.Range(0, Workers).Select(_ => WorkAsync(stoppingToken)));

    private async Task WorkAsync(CancellationToken cancellation)
    {
        while (!cancellation.IsCancellationRequested)
        {
            try
            {
                if (await store.ClaimAsync(node, cancellation) is { } job)
                {
                    await RunAsync(job, cancellation);
                }
                else
                {
                    await store.WaitAsync(TimeSpan.FromSeconds(1), cancellation);
                }
            }
            catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
            {
                return;
            }
            catch (Exception failure) when (failure is System.Data.Common.DbException or IOException)
            {
                LogStoreFailed(failure);
                await Task.Delay(TimeSpan.FromSeconds(5), cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task RunAsync(Job job, CancellationToken cancellation)
    {
        if (!byKind.TryGetValue(job.Kind, out var handler))
        {
            LogUnknown(job.Kind);
            await store.FailAsync(job, $"No handler for {job.Kind}", dead: true, cancellation);
            return;
        }
        if (job.Attempts > handler.MaximumAttempts)
        {
            await GiveUpAsync(handler, job, "The program ended in every attempt");
            return;
        }
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var beat = BeatAsync(job, ended.Token);
        try
        {
            await handler.RunAsync(job, cancellation);
            await store.FinishAsync(job.Id, CancellationToken.None);
        }
        catch (Exception failure) when (!cancellation.IsCancellationRequested)
        {
            LogFailed(job.Kind, job.Id, job.Attempts, failure);
            await (job.Attempts < handler.MaximumAttempts
                ? store.FailAsync(job, failure.Message, dead: false, CancellationToken.None)
                : GiveUpAsync(handler, job, failure.Message));
        }
        catch (Exception) when (cancellation.IsCancellationRequested)
        {
            // A program that is stopped in an orderly way has not tried in vain, and the next one need not wait.
            await store.ReturnAsync(job, CancellationToken.None);
            throw;
        }
        finally
        {
            await ended.CancelAsync();
            await beat;
        }
    }

    /// <summary>The end of a job is recorded even when the program is being stopped.</summary>
    private async Task GiveUpAsync(JobHandler handler, Job job, string failure)
    {
        await handler.GiveUpAsync(job, CancellationToken.None);
        await store.FailAsync(job, failure, dead: true, CancellationToken.None);
    }

    /// <summary>Keeps the lease while the job runs.</summary>
    private async Task BeatAsync(Job job, CancellationToken ended)
    {
        using var timer = new PeriodicTimer(JobStore.Lease / 3);
        try
        {
            while (await timer.WaitForNextTickAsync(ended))
            {
                await store.KeepAsync(job.Id, ended);
            }
        }
        catch (OperationCanceledException) when (ended.IsCancellationRequested)
        {
            // The job is over; there is no lease to keep.
        }
    }

    [LoggerMessage(1, LogLevel.Error, "Job {Kind} {Id} failed at attempt {Attempt}")]
    private partial void LogFailed(string kind, Guid id, int attempt, Exception failure);

    [LoggerMessage(2, LogLevel.Error, "No handler for jobs of kind {Kind}")]
    private partial void LogUnknown(string kind);

    [LoggerMessage(3, LogLevel.Error, "The job store cannot be read; trying again in 5 seconds")]
    private partial void LogStoreFailed(Exception failure);
}
