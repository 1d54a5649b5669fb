using Phusa.Catalog.Contracts;
using Phusa.Intake.Loads;
using Phusa.Kernel.Outcomes;

namespace Phusa.Intake.Contracts;

/// <summary>Brings a file in from beginning to end, as the command line, schedules and the demo do.</summary>
public sealed class Importer
{
    private readonly ReceiveLoad receive;
    private readonly RunLoad run;
    private readonly LoadProgress progress;
    private readonly LoadParts parts;

    internal Importer(ReceiveLoad receive, RunLoad run, LoadProgress progress, LoadParts parts) =>
        (this.receive, this.run, this.progress, this.parts) = (receive, run, progress, parts);

    /// <inheritdoc cref="RunAsync(string, string, Stream, string, ReadAs, IProgress{LoadStep}, CancellationToken)"/>
    public Task<Outcome<Load>> RunAsync(
        string dataset, string fileName, Stream content, string by, IProgress<LoadStep>? report,
        CancellationToken cancellation) =>
        RunAsync(dataset, fileName, content, by, new ReadAs(), report, cancellation);

    /// <param name="read">What is known of how the file is to be read.</param>
    /// <param name="report">Told several times a second how far the load is.</param>
    /// <returns>The load at its end, whatever its outcome; missing when there is no such dataset.</returns>
    public async Task<Outcome<Load>> RunAsync(
        string dataset, string fileName, Stream content, string by, ReadAs read, IProgress<LoadStep>? report,
        CancellationToken cancellation)
    {
        var choices = new ReadingChoices(Part: read.Sheet, HeaderLine: read.HeaderLine);
        var received = await receive.RunAsync(
            dataset, new IncomingFile(fileName, "file", by, read.Mode, Choices: choices), content, cancellation);
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

    /// <summary>The sheets of a workbook, or files of an archive, that were there to choose from.</summary>
    public Task<IReadOnlyList<string>> PartsAsync(Load load, CancellationToken cancellation) => parts.OfAsync(load, cancellation);

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

/// <summary>How a file is to be read; what is left out is found out.</summary>
/// <param name="Sheet">Name of the sheet, or of the file in an archive.</param>
/// <param name="HeaderLine">The line with the headings, from 1.</param>
/// <param name="Mode">What committing it does to the served rows; null takes the contract's.</param>
public sealed record ReadAs(string? Sheet = null, int? HeaderLine = null, LoadMode? Mode = null);
