using Phusa.Intake.Loads;
using Phusa.Kernel.Outcomes;

namespace Phusa.Intake.Contracts;

/// <summary>Brings a file in from beginning to end, as the command line, schedules and the demo do.</summary>
public sealed class Importer
{
    private readonly ReceiveLoad receive;
    private readonly RunLoad run;
    private readonly LoadProgress progress;

    internal Importer(ReceiveLoad receive, RunLoad run, LoadProgress progress) =>
        (this.receive, this.run, this.progress) = (receive, run, progress);

    /// <param name="report">Told several times a second how far the load is.</param>
    /// <returns>The load at its end, whatever its outcome; missing when there is no such dataset.</returns>
    public async Task<Outcome<Load>> RunAsync(
        string dataset, string fileName, Stream content, string by, IProgress<LoadStep>? report,
        CancellationToken cancellation)
    {
        var received = await receive.RunAsync(dataset, new IncomingFile(fileName, "file", by), content, cancellation);
        if (received.Value is not { State: LoadState.Received } load)
        {
            return received;
        }
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var telling = TellAsync(load.Id, report, ended.Token);
        try
        {
            var done = await run.CheckAsync(load.Id, cancellation) ?? load;
            return done.State == LoadState.Checked ? await run.CommitAsync(done.Id, cancellation) ?? done : done;
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            return await run.CancelAsync(load);
        }
        finally
        {
            await ended.CancelAsync();
            await telling;
        }
    }

    private async Task TellAsync(Guid load, IProgress<LoadStep>? report, CancellationToken ended)
    {
        while (report is not null && !ended.IsCancellationRequested)
        {
            if (progress.Of(load) is { } step)
            {
                report.Report(step);
            }
            await Task.Delay(100, ended).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}

/// <summary>A glance at a running load.</summary>
/// <param name="Percent">0–100; below 0 while it cannot be told.</param>
/// <param name="Rows">Records read so far.</param>
public sealed record LoadStep(double Percent, long Rows, long Bytes, TimeSpan Elapsed);
