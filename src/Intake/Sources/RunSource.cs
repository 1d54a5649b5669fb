using System.Text.Json;
using Phusa.Catalog.Contracts;
using Phusa.Intake.Contracts;
using Phusa.Intake.Loads;
using Phusa.Kernel.Data;
using Phusa.Kernel.Jobs;

namespace Phusa.Intake.Sources;

/// <summary>Fetches what a source has and sends it on as a load; says what came of it.</summary>
internal sealed partial class RunSource(
    SourceStore store, Datasets datasets, IEnumerable<Fetcher> fetchers, ReceiveLoad receive, ILogger<RunSource> logger)
{
    /// <returns>The load, or null when there is nothing new or it could not be fetched.</returns>
    public async Task<Load?> RunAsync(Guid id, CancellationToken cancellation)
    {
        if (await store.FindAsync(id, cancellation) is not { } source
            || await datasets.FindAsync(source.DatasetId, cancellation) is not { } dataset
            || fetchers.FirstOrDefault(one => one.Kind == source.Settings.Kind) is not { } fetcher)
        {
            return null;
        }
        try
        {
            await using var fetched = await fetcher.FetchAsync(source, cancellation);
            if (fetched.Content is not { } content)
            {
                await store.EndedAsync(source, "unchanged", null, fetched.State, cancellation);
                return null;
            }
            var received = await receive.RunAsync(
                dataset.Name,
                new IncomingFile(fetched.FileName, source.Settings.Kind.ToString().ToLowerInvariant(), source.Name, Onward: Onward.Commit),
                content, cancellation);
            if (received.Value is { } load)
            {
                fetched.Taken?.Invoke();
                await store.EndedAsync(source, load.Outcome is LoadOutcome.Unchanged ? "unchanged" : "received", load.Id, fetched.State, cancellation);
                return load;
            }
            await store.EndedAsync(source, received.Problems[0].Code, null, source.State, cancellation);
        }
        catch (SourceException failure)
        {
            LogFailed(source.Name, dataset.Name, failure);
            await store.EndedAsync(source, failure.Code, null, source.State, cancellation);
        }
        return null;
    }

    [LoggerMessage(1, LogLevel.Warning, "Source {Source} of {Dataset} gave nothing")]
    private partial void LogFailed(string source, string dataset, Exception failure);
}

/// <summary>Runs a source on whichever node is free.</summary>
internal sealed class SourceJob(RunSource run) : JobHandler
{
    public const string Name = "intake.source";

    public override string Kind => Name;

    public override Task RunAsync(Job job, CancellationToken cancellation) =>
        run.RunAsync(JsonSerializer.Deserialize<Guid>(job.Payload, JsonStorage.Options), cancellation);
}
