using Phusa.Catalog.Contracts;
using Phusa.Intake.Contracts;
using Phusa.Intake.Reading;
using Phusa.Kernel.Data;
using Phusa.Kernel.Outcomes;
using Phusa.Warehouse.Contracts;

namespace Phusa.Intake.Loads;

/// <summary>
/// Keeps the bytes that come and opens a load for them. The same bytes that are served already end here, as
/// <see cref="LoadOutcome.Unchanged"/>.
/// </summary>
internal sealed class ReceiveLoad(
    Lake lake, Datasets datasets, Versions versions, LoadStore store, Database database, TimeProvider clock)
{
    public async Task<Outcome<Load>> RunAsync(
        string dataset, IncomingFile file, Stream content, CancellationToken cancellation)
    {
        if (await datasets.FindAsync(dataset, cancellation) is not { } known)
        {
            return new Missing(new Problem("dataset", "dataset-missing", T.DatasetMissing(dataset)));
        }
        var contract = await datasets.ContractAsync(known, cancellation);
        var traits = new ByteTraits();
        var raw = await lake.KeepAsync(content, (block, _) => traits.Observe(block), cancellation);
        var now = clock.GetUtcNow();
        var load = new Load(
            Guid.CreateVersion7(now), known.Id, known.Name, LoadState.Received, null, file.Mode ?? contract.Load,
            known.ContractVersion, file.SourceKind, file.Name, raw.Sha256, raw.Bytes, null, null, null, null, null, null,
            null, null, [], null, file.Resubmits, file.By, now, null, null);
        if (await IsServedAsync(load, cancellation) is { } served)
        {
            load = load with
            {
                State = LoadState.Finished, Outcome = LoadOutcome.Unchanged, FinishedAt = now,
                Problems = [new Problem("file", "same-bytes", T.SameBytes(file.Name, served))],
            };
        }
        await database.WriteAsync(async session =>
        {
            await LoadStore.SaveAsync(session, load, cancellation);
            return await LoadStore.SaveTraitsAsync(session, load.Id, traits.Traits, cancellation);
        }, cancellation);
        return load;
    }

    /// <summary>
    /// Bytes that made the served version, under the same contract, would make it again. Appending would double
    /// rows, so for it any earlier load of the same bytes counts.
    /// </summary>
    private async Task<long?> IsServedAsync(Load load, CancellationToken cancellation)
    {
        var earlier = await store.FindCommittedAsync(load.DatasetId, load.Sha256, cancellation);
        if (earlier is null || earlier.ContractVersion != load.ContractVersion || earlier.Mode != load.Mode)
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
internal sealed record IncomingFile(string Name, string SourceKind, string By, LoadMode? Mode = null, Guid? Resubmits = null);
