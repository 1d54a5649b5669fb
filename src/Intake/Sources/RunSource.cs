using System.Text.Json;
using Phusa.Catalog.Contracts;
using Phusa.Intake.Contracts;
using Phusa.Intake.Loads;
using Phusa.Kernel.Data;
using Phusa.Kernel.Jobs;

namespace Phusa.Intake.Sources;

/// <summary>Fetches what a source has and sends it on as a load; says what came of it.</summary>
internal sealed partial class RunSource(
    SourceStore store, Datasets datasets, IEnumerable<Fetcher> fetchers, ReceiveLoad receive, TimeProvider clock,
    ILogger<RunSource> logger)
{
    /// <param name="onward">What is done by itself with a load that comes of it.</param>
    /// <returns>Null when there is no such source any more.</returns>
    public async Task<SourceRun?> RunAsync(Guid id, Onward onward, CancellationToken cancellation)
    {
        if (await store.FindAsync(id, cancellation) is not { } source
            || await datasets.FindAsync(source.DatasetId, cancellation) is not { } dataset
            || fetchers.FirstOrDefault(one => one.Kind == source.Settings.Kind) is not { } fetcher)
        {
            return null;
        }
        var (run, state) = await TakeAsync(source, dataset, fetcher, onward, cancellation);
        await store.EndedAsync(run, state, cancellation);
        return run;
    }

    /// <returns>The run, and what to ask the source with next time.</returns>
    private async Task<(SourceRun Run, string? State)> TakeAsync(
        Source source, Dataset dataset, Fetcher fetcher, Onward onward, CancellationToken cancellation)
    {
        try
        {
            await using var fetched = await fetcher.FetchAsync(source, cancellation);
            if (fetched.Content is not { } content)
            {
                return (Ended(source, SourceRun.Unchanged), fetched.State);
            }
            var received = await receive.RunAsync(
                dataset.Name,
                new IncomingFile(fetched.FileName, source.Settings.Kind.ToString().ToLowerInvariant(), source.Name, Onward: onward),
                content, cancellation);
            if (received.Value is { } load)
            {
                fetched.Taken?.Invoke();
                return (Ended(source, load.Outcome is LoadOutcome.Unchanged ? SourceRun.Unchanged : SourceRun.Received, load: load.Id),
                    fetched.State);
            }
            return (Ended(source, received.Problems[0].Code, received.Problems[0].Message), source.State);
        }
        catch (SourceException failure)
        {
            LogFailed(source.Name, dataset.Name, failure);
            return (Ended(source, failure.Code, failure.Reason), source.State);
        }
        catch (Exception broken) when (broken is IOException or HttpRequestException or UnauthorizedAccessException)
        {
            // Half a file is no file: the next run asks for the whole again.
            LogFailed(source.Name, dataset.Name, broken);
            return (Ended(source, "source.broken-off", T.SourceBrokenOff(source.Name)), source.State);
        }
    }

    private SourceRun Ended(Source source, string outcome, Kernel.Texts.Text? reason = null, Guid? load = null) =>
        new(source.Id, clock.GetUtcNow(), outcome, reason, load);

    [LoggerMessage(1, LogLevel.Warning, "Source {Source} of {Dataset} gave nothing")]
    private partial void LogFailed(string source, string dataset, Exception failure);
}

/// <summary>Runs a source on whichever node is free.</summary>
internal sealed class SourceJob(RunSource run) : JobHandler
{
    public const string Name = "intake.source";

    public override string Kind => Name;

    public override Task RunAsync(Job job, CancellationToken cancellation) =>
        run.RunAsync(JsonSerializer.Deserialize<Guid>(job.Payload, JsonStorage.Options), Onward.Commit, cancellation);
}
