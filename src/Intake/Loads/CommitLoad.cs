using Microsoft.Extensions.Options;
using Phusa.Catalog.Contracts;
using Phusa.Intake.Contracts;
using Phusa.Intake.Quality;
using Phusa.Intake.Reading;
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
    Lake lake, Database database, Datasets datasets, Versions versions, Relations relations, LoadStore store,
    ServingTable serving, WriterLease writers, Compute answers, IEnumerable<ICommitListener> listeners,
    IOptions<IntakeOptions> options, TimeProvider clock)
{
    public async Task<Outcome<Load>> RunAsync(Guid id, CancellationToken cancellation)
    {
        if (await store.FindAsync(id, cancellation) is not { } load)
        {
            return new Missing(new Problem("load", "load.missing", T.LoadMissing));
        }
        if (load.State is not (LoadState.Checked or LoadState.Committing) || load.AcceptedFile is null)
        {
            return new Refusal(new Problem("load", "load.not-checked", T.LoadNotChecked));
        }
        var contract = await datasets.ContractAsync(load.DatasetId, load.ContractVersion, cancellation);
        var understanding = await store.UnderstandingAsync(load.Id, cancellation);
        await using var writer = await writers.TakeAsync(load.DatasetId, cancellation);
        var before = await versions.CurrentAsync(load.DatasetId, cancellation);
        var known = await relations.OfAsync(load.DatasetId, CheckPlan.Needs(contract), cancellation);
        var (version, measure) = await Task.Factory.StartNew(
            () => Next(load, contract, before, known, understanding), cancellation, TaskCreationOptions.LongRunning,
            TaskScheduler.Default);
        await serving.WriteAheadAsync(
            load.DatasetId, contract, version.Number, ServedFiles(load, version), load.Mode, cancellation);
        if (await CommitAsync(load, contract, version, measure, cancellation) is not { } done)
        {
            return new Refusal(new Problem("load", "load.contended", T.LoadContended));
        }
        // Nobody waits for the native table: until it is filled, the version is read from Parquet.
        _ = answers.WarmAsync(version, contract, CancellationToken.None);
        return done;
    }

    private (DatasetVersion Version, CheckMeasure Measure) Next(
        Load load, DataContract contract, DatasetVersion? before, IReadOnlyDictionary<string, Relation> known,
        Understanding? understanding)
    {
        var bytes = new FileInfo(lake.PathOf(load.AcceptedFile!)).Length;
        var file = new VersionFile(load.AcceptedFile!, load.Accepted!.Value, bytes, load.Id);
        if (before is null && Merge.First(contract, file, load.Mode) is { } first)
        {
            return (Version(load, null, first), load.Measure!);
        }
        using var compute = new LoadCompute(
            lake.PathOf(Path.Combine("work", $"{load.Id:n}-merge")), options.Value.LoadMemoryMegabytes, lake.PathOf(""));
        var merge = new Merge(lake, compute.Connection, contract);
        var merged = merge.Run(before, file, load.Mode);
        var version = Version(load, before, merged);
        if (load.Mode == LoadMode.Replace || before is null || merged.Files.Count == 0)
        {
            return (version, load.Measure!);
        }
        // Other rows stand beside this load's now: the scores are those of the whole that is served.
        var whole = MeasureVersion.Run(compute.Connection, contract, known, merge.Projection(merged.Files));
        if (load.RejectsFile is not null && understanding is not null)
        {
            whole = whole.With(new RejectMeasure(compute.Connection, contract, load.Measure!, load.Mode, understanding)
                .Of(lake.PathOf(load.RejectsFile)));
        }
        return (version, whole.WithRecords(load.Measure!.Broken()));
    }

    private DatasetVersion Version(Load load, DatasetVersion? before, Merged merged) => new(
        load.DatasetId, (before?.Number ?? 0) + 1, load.Id, load.ContractVersion, load.Mode, merged.Rows,
        merged.Files.Sum(part => part.Bytes), merged.Files, merged.Added, merged.Changed, merged.Removed, null,
        load.CreatedBy, clock.GetUtcNow());

    /// <summary>Rows that lookups have to learn: the load's own, which of a replacement are all there are.</summary>
    private static IReadOnlyList<VersionFile> ServedFiles(Load load, DatasetVersion version) => load.Mode == LoadMode.Replace
        ? version.Files
        : [new VersionFile(load.AcceptedFile!, load.Accepted!.Value, 0, load.Id)];

    private Task<Load?> CommitAsync(
        Load load, DataContract contract, DatasetVersion version, CheckMeasure measure, CancellationToken cancellation) =>
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
                load.DatasetId, version.Number, measure.Rows,
                ScoreCard.Of(contract, measure, Freshness.Score(contract.Frequency, now, now), null), measure.Results, now);
            await QualityReports.RecordAsync(session, report, cancellation);
            await LoadStore.SaveAsync(session, done, cancellation);
            foreach (var listener in listeners)
            {
                await listener.CommittedAsync(session, done, version, report, cancellation);
            }
            return done;
        }, cancellation);
}
