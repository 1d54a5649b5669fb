using Microsoft.Extensions.Options;
using Phusa.Catalog.Contracts;
using Phusa.Intake.Contracts;
using Phusa.Kernel.Data;
using Phusa.Kernel.Outcomes;
using Phusa.Quality.Contracts;
using Phusa.Warehouse.Contracts;

namespace Phusa.Intake.Loads;

/// <summary>
/// Makes a checked load the served version, in one short transaction: the version, its files, its scores and the
/// load's end become visible together, or not at all.
/// </summary>
internal sealed class CommitLoad(
    Lake lake, Database database, Datasets datasets, Versions versions, LoadStore store, ServingTable serving,
    WriterLease writers, Compute answers, IEnumerable<ICommitListener> listeners, IOptions<IntakeOptions> options, TimeProvider clock)
{
    public async Task<Outcome<Load>> RunAsync(Guid id, CancellationToken cancellation)
    {
        if (await store.FindAsync(id, cancellation) is not { } load)
        {
            return new Missing(new Problem("load", "load-missing", T.LoadMissing));
        }
        if (load.State is not (LoadState.Checked or LoadState.Committing) || load.AcceptedFile is null)
        {
            return new Refusal(new Problem("load", "load-not-checked", T.LoadNotChecked));
        }
        var contract = await datasets.ContractAsync(load.DatasetId, load.ContractVersion, cancellation);
        await using var writer = await writers.TakeAsync(load.DatasetId, cancellation);
        var before = await versions.CurrentAsync(load.DatasetId, cancellation);
        var version = await Task.Factory.StartNew(
            () => Merge(load, contract, before), cancellation, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        await serving.WriteAheadAsync(
            load.DatasetId, contract, version.Number, ServedFiles(load, version), load.Mode, cancellation);
        if (await CommitAsync(load, version, cancellation) is not { } done)
        {
            return new Refusal(new Problem("load", "load-contended", T.LoadContended));
        }
        // Nobody waits for the native table: until it is filled, the version is read from Parquet.
        _ = answers.WarmAsync(version, contract, CancellationToken.None);
        return done;
    }

    private DatasetVersion Merge(Load load, DataContract contract, DatasetVersion? before)
    {
        var bytes = new FileInfo(lake.PathOf(load.AcceptedFile!)).Length;
        var file = new VersionFile(load.AcceptedFile!, load.Accepted!.Value, bytes, load.Id);
        using var compute = new LoadCompute(lake.PathOf(Path.Combine("work", $"{load.Id:n}-merge")), options.Value.LoadMemoryMegabytes);
        var merged = new Merge(lake, compute.Connection, contract).Run(before, file, load.Mode);
        return new DatasetVersion(
            load.DatasetId, (before?.Number ?? 0) + 1, load.Id, load.ContractVersion, load.Mode, merged.Rows,
            merged.Files.Sum(part => part.Bytes), merged.Files, merged.Added, merged.Changed, merged.Removed, null,
            load.CreatedBy, clock.GetUtcNow());
    }

    /// <summary>Rows that lookups have to learn: the load's own, which of a replacement are all there are.</summary>
    private static IReadOnlyList<VersionFile> ServedFiles(Load load, DatasetVersion version) => load.Mode == LoadMode.Replace
        ? version.Files
        : [new VersionFile(load.AcceptedFile!, load.Accepted!.Value, 0, load.Id)];

    private Task<Load?> CommitAsync(Load load, DatasetVersion version, CancellationToken cancellation) =>
        database.WriteAsync(async session =>
        {
            if (!await versions.CommitAsync(session, version, cancellation))
            {
                return null;
            }
            var now = clock.GetUtcNow();
            var done = load with
            {
                State = LoadState.Finished, Version = version.Number, FinishedAt = now,
                Outcome = load.Rejected > 0 ? LoadOutcome.AcceptedWithRejects : LoadOutcome.Accepted,
            };
            var report = new QualityReport(
                load.DatasetId, version.Number, load.Measure!.Rows, load.Scores!, load.Measure.Results, now);
            await QualityReports.RecordAsync(session, report, cancellation);
            await LoadStore.SaveAsync(session, done, cancellation);
            foreach (var listener in listeners)
            {
                await listener.CommittedAsync(session, done, version, report, cancellation);
            }
            return done;
        }, cancellation);
}
