using Microsoft.Extensions.Options;
using Phusa.Catalog.Contracts;
using Phusa.Intake.Contracts;
using Phusa.Intake.Reading;
using Phusa.Kernel.Data;
using Phusa.Kernel.Jobs;
using Phusa.Kernel.Outcomes;
using Phusa.Warehouse.Contracts;

namespace Phusa.Intake.Loads;

/// <summary>
/// Keeps the bytes that come and opens a load for them. The same bytes that are served already end here, as
/// <see cref="LoadOutcome.Unchanged"/>. The load and the job that goes on with it are recorded together.
/// </summary>
internal sealed class ReceiveLoad(
    Lake lake, Datasets datasets, Versions versions, LoadStore store, RunStore runs, Database database, JobStore jobs,
    IOptions<IntakeOptions> options, TimeProvider clock)
{
    public async Task<Outcome<Load>> RunAsync(
        string dataset, IncomingFile file, Stream content, CancellationToken cancellation)
    {
        if (await datasets.FindAsync(dataset, cancellation) is not { } known)
        {
            return new Missing(new Problem("dataset", "dataset.missing", T.DatasetMissing(dataset)));
        }
        if (file.Resubmits is { } earlier && (await store.FindAsync(earlier, cancellation))?.DatasetId != known.Id)
        {
            return new Refusal(new Problem("resubmits", "load.missing", T.LoadMissing));
        }
        try
        {
            // Read while the bytes come in; on SQLite that is work, not waiting.
            var contract = Task.Run(() => datasets.ContractAsync(known, cancellation), cancellation);
            var traits = new ByteTraits();
            await using var limited = new LimitedStream(content, options.Value.LargestFileMegabytes * 1024L * 1024);
            var raw = await lake.KeepAsync(limited, (block, _) => traits.Observe(block), cancellation);
            return await RecordAsync(known, await contract, file, raw, traits.Traits, cancellation);
        }
        catch (FileTooLargeException)
        {
            return new Refusal(new Problem("file", "file.too-large", T.FileTooLarge(file.Name, options.Value.LargestFileMegabytes)));
        }
        catch (IOException full) when (DiskFull.Is(full))
        {
            return new Refusal(DiskFull.Problem);
        }
    }

    private async Task<Load> RecordAsync(
        Dataset known, DataContract contract, IncomingFile file, RawFile raw, TextTraits traits,
        CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var load = new Load(
            Guid.CreateVersion7(now), known.Id, known.Name, LoadState.Received, null, Mode(file, contract),
            known.ContractVersion, file.SourceKind, file.Name, raw.Sha256, raw.Bytes, null, null, null, null, null, null,
            null, null, [], null, file.Resubmits, file.By, now, null, null);
        if (await IsServedAsync(load, file.Choices ?? new(), cancellation) is { } served)
        {
            load = load with
            {
                State = LoadState.Finished, Outcome = LoadOutcome.Unchanged, FinishedAt = now,
                Problems = [new Problem("file", "load.same-bytes", T.SameBytes(file.Name, served))],
            };
        }
        await database.WriteAsync(async session =>
        {
            await LoadStore.SaveAsync(session, load, cancellation);
            if (file.Choices is { } choices)
            {
                await RunStore.SaveChoicesAsync(session, load.Id, choices, cancellation);
            }
            if (load.State == LoadState.Received && file.Onward != Onward.None)
            {
                var work = new LoadWork(load.Id, file.Onward == Onward.Commit);
                await jobs.EnqueueAsync(session, CheckJob.Name, JsonStorage.Write(work), null, cancellation);
            }
            return await LoadStore.SaveTraitsAsync(session, load.Id, traits, cancellation);
        }, cancellation);
        return load;
    }

    /// <summary>Rows that come back mended join those that were sound; they never replace them all.</summary>
    private static LoadMode Mode(IncomingFile file, DataContract contract) => file switch
    {
        { Resubmits: null } => file.Mode ?? contract.Load,
        _ when contract.Load == LoadMode.Delete => LoadMode.Delete,
        _ => contract.Key.Count > 0 ? LoadMode.Upsert : LoadMode.Append,
    };

    /// <summary>
    /// Bytes that made the served version, under the same contract, would make it again. Appending would double
    /// rows, so for it any earlier load of the same bytes counts.
    /// </summary>
    private async Task<long?> IsServedAsync(Load load, ReadingChoices choices, CancellationToken cancellation)
    {
        var earlier = await store.FindCommittedAsync(load.DatasetId, load.Sha256, cancellation);
        if (earlier is null || earlier.ContractVersion != load.ContractVersion || earlier.Mode != load.Mode
            || !choices.IsSamePlace(await runs.ChoicesAsync(earlier.Id, cancellation)))
        {
            return null;
        }
        var current = await versions.CurrentAsync(load.DatasetId, cancellation);
        return load.Mode == LoadMode.Append || current?.LoadId == earlier.Id ? earlier.Version : null;
    }
}

/// <summary>What is said of a file that comes in.</summary>
/// <param name="SourceKind">upload, file, folder, url or database.</param>
/// <param name="Mode">Null takes the contract's.</param>
/// <param name="Onward">What is done with it by itself.</param>
/// <param name="Choices">How it is to be read, where that was said at once.</param>
internal sealed record IncomingFile(
    string Name, string SourceKind, string By, LoadMode? Mode = null, Guid? Resubmits = null, Onward Onward = Onward.None,
    ReadingChoices? Choices = null);
