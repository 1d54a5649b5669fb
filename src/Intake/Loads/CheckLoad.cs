using System.Diagnostics;
using Microsoft.Extensions.Options;
using Phusa.Catalog.Contracts;
using Phusa.Intake.Contracts;
using Phusa.Intake.Reading;
using Phusa.Intake.Staging;
using Phusa.Kernel.Outcomes;
using Phusa.Quality.Contracts;
using Phusa.Warehouse.Contracts;
using Phusa.Warehouse.DuckDb;

namespace Phusa.Intake.Loads;

/// <summary>
/// Reads, types, checks and splits the rows of a received file. Nothing is served of it yet: what it makes are staged
/// files of the lake and a measure, which the steward looks at before committing. Saving the load as it is then is left
/// to the caller, who has more to say of it first.
/// </summary>
internal sealed class CheckLoad(
    Lake lake, Datasets datasets, Versions versions, Relations relations, SourceOpener opener, LoadStore store,
    LoadProgress progress, IOptions<IntakeOptions> options, TimeProvider clock)
{
    public async Task<Load> RunAsync(Load load, ReadingChoices choices, CancellationToken cancellation)
    {
        var contract = await datasets.ContractAsync(load.DatasetId, load.ContractVersion, cancellation);
        var traits = await store.TraitsAsync(load.Id, cancellation);
        var known = await relations.OfAsync(load.DatasetId, CheckPlan.Needs(contract), cancellation);
        // The rows of a first version stand alone, whatever the mode: what is measured of them is final.
        var isFirst = await versions.CurrentAsync(load.DatasetId, cancellation) is null;
        var plan = CheckPlan.Of(contract, known, isFirst ? LoadMode.Replace : load.Mode);
        await store.SaveAsync(load with { State = LoadState.Checking }, cancellation);
        var started = Stopwatch.GetTimestamp();
        // DuckDB's calls block, so they get a thread of their own.
        var run = Task.Factory.StartNew(
            () => Run(load, contract, plan, traits, choices, cancellation), cancellation,
            TaskCreationOptions.LongRunning, TaskScheduler.Default);
        var (done, understanding) = await run;
        done = done with { Seconds = Stopwatch.GetElapsedTime(started).TotalSeconds };
        if (understanding is not null)
        {
            await store.SaveUnderstandingAsync(load.Id, understanding, cancellation);
        }
        return done;
    }

    private (Load Load, Understanding? Understanding) Run(
        Load load, DataContract contract, CheckPlan plan, TextTraits traits, ReadingChoices choices,
        CancellationToken cancellation)
    {
        using var compute = new LoadCompute(
            lake.PathOf(Path.Combine("work", $"{load.Id:n}")), options.Value.LoadMemoryMegabytes, lake.PathOf(""));
        using var interrupt = compute.Connection.Use(cancellation);
        using var watch = progress.Follow(load.Id, compute.Connection, load.Bytes, traits.HasNul ? 0 : traits.Newlines);
        plan = plan.Proven(compute.Connection);
        var file = new SourceFile(lake.PathOf(Lake.RawPath(load.Sha256)), load.FileName, "", choices.Encoding,
            choices.Delimiter, choices.Part) { HeaderLine = choices.HeaderLine };
        try
        {
            var opened = Open(file, contract, traits, choices, careful: false, compute.Folder, cancellation);
            if (!opened.IsDone)
            {
                return (Refused(load, opened.Problems), null);
            }
            var staged = TryStage(load, contract, plan, opened.Value, compute, cancellation);
            if (staged is null)
            {
                opened = Open(file, contract, traits, choices, careful: true, compute.Folder, cancellation);
                staged = opened.IsDone ? Stage(load, contract, plan, opened.Value, compute, cancellation) : null;
            }
            return staged ?? (Refused(load, opened.Problems), null);
        }
        catch (UnreadableSourceException unreadable)
        {
            return (Refused(load, [new Problem("file", unreadable.Code, unreadable.Reason)]), null);
        }
        catch (DuckException) when (!cancellation.IsCancellationRequested
            && (ParquetSource.IsDamaged(file.Path) || ParquetSource.IsDamaged(ZipEntries.UnpackedPath(compute.Folder))))
        {
            return (Refused(load, [new Problem("file", "parquet.damaged", T.SourceParquetDamaged(load.FileName))]), null);
        }
    }

    /// <summary>Opens the file as it seems to be, then as the steward said it is.</summary>
    private Outcome<(Understanding Understanding, SourceTable Table)> Open(
        SourceFile file, DataContract contract, TextTraits traits, ReadingChoices choices, bool careful, string folder,
        CancellationToken cancellation)
    {
        var opened = opener.Open(file, choices.Named(contract), traits, careful, folder, cancellation);
        if (!opened.IsDone)
        {
            return opened;
        }
        var applied = choices.Apply(opened.Value.Understanding, contract);
        return applied.IsDone ? (applied.Value, opened.Value.Table) : new Refusal(applied.Problems);
    }

    /// <summary>Null when the file has to be read record by record.</summary>
    private (Load Load, Understanding? Understanding)? TryStage(
        Load load, DataContract contract, CheckPlan plan, (Understanding Understanding, SourceTable Table) opened,
        LoadCompute compute, CancellationToken cancellation)
    {
        try
        {
            return Stage(load, contract, plan, opened, compute, cancellation);
        }
        catch (Exception refused) when (opened.Table.NeedsCare(refused))
        {
            return null;
        }
    }

    private (Load Load, Understanding? Understanding) Stage(
        Load load, DataContract contract, CheckPlan plan, (Understanding Understanding, SourceTable Table) opened,
        LoadCompute compute, CancellationToken cancellation)
    {
        var stage = new StageRows(lake, contract, plan, compute.Connection, cancellation);
        var staged = stage.Write(opened.Understanding, opened.Table);
        using (staged.File)
        {
            var (rows, understanding) = (staged.Measure.Rows, staged.Understanding);
            var measure = staged.Measure.WithRecords(opened.Table.Broken.Count);
            var split = stage.Split(staged, load.Dataset, opened.Table);
            var scores = ScoreCard.Of(contract, measure,
                Freshness.Score(contract.Frequency, clock.GetUtcNow(), clock.GetUtcNow()), null);
            var below = scores.Below(contract.Gate);
            var checkedLoad = load with
            {
                State = LoadState.Checked, FirstLine = opened.Table.HasRow ? null : opened.Table.FirstLine,
                Rows = rows + opened.Table.Broken.Count, Accepted = split.Accepted,
                Rejected = split.Rejected + opened.Table.Broken.Count, AcceptedFile = split.AcceptedFile,
                RejectsFile = split.RejectsFile, Measure = measure, Scores = scores,
                Problems = [.. below.Select(criterion => GateProblems.Of(criterion, scores, contract.Gate))],
            };
            // Mended rows are few and were chosen for their faults: a gate for whole files does not fit them.
            return (contract.Gate.Mode == GateMode.Block && below.Count > 0 && load.Resubmits is null
                ? Refused(checkedLoad, checkedLoad.Problems)
                : split.Accepted == 0 ? Refused(checkedLoad, [Nothing(checkedLoad)]) : checkedLoad,
                understanding);
        }
    }

    private static Problem Nothing(Load load) => load.Rows == 0
        ? new Problem("file", "file.no-rows", T.FileNoRows(load.FileName))
        : new Problem("file", "load.no-sound-row", T.NoSoundRow);

    private Load Refused(Load load, IReadOnlyList<Problem> problems) => load with
    {
        State = LoadState.Finished, Outcome = LoadOutcome.Refused, Problems = problems, FinishedAt = clock.GetUtcNow(),
    };
}
