using Phusa.Catalog.Contracts;
using Phusa.Intake.Contracts;
using Phusa.Intake.Desk;
using Phusa.Intake.Loads;
using Phusa.Kernel.Outcomes;
using Phusa.Security.Contracts;

namespace Phusa.Intake.Sources;

/// <summary>What a person may do with sources, the same from page and API.</summary>
internal sealed class SourceDesk(
    Datasets datasets, SourceStore store, SourceRuns runs, SourceRegister register, DatasetSources sources, LoadStore loads,
    TimeProvider clock)
{
    public const int RunsShown = 20;

    /// <summary>How long an answer waits for a run, so that a small file seems to come at once.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    /// <summary>Datasets that the caller may bring data into.</summary>
    public async Task<IReadOnlyList<Dataset>> DatasetsAsync(Caller caller, CancellationToken cancellation) =>
        [.. (await datasets.ListAsync(cancellation)).Where(dataset => DeskAccess.MayWrite(caller, dataset))];

    public async Task<IReadOnlyList<SourceFound>> ListAsync(Caller caller, CancellationToken cancellation)
    {
        var mine = (await DatasetsAsync(caller, cancellation)).ToDictionary(dataset => dataset.Id);
        var found = await store.ListAsync([.. mine.Keys], cancellation);
        var last = await runs.NewestAsync([.. found.Select(source => source.Id)], cancellation);
        var made = await LoadsAsync(last.Values, cancellation);
        return [.. found.Select(source => last.GetValueOrDefault(source.Id) is var run && run?.Load is { } load
            ? new SourceFound(source, mine[source.DatasetId], run, made.GetValueOrDefault(load))
            : new SourceFound(source, mine[source.DatasetId], run, null)).OrderBy(one => one.Dataset.Name, StringComparer.Ordinal)];
    }

    /// <summary>Null also where the caller may not know of it.</summary>
    public async Task<SourceFound?> FindAsync(Caller caller, Guid id, CancellationToken cancellation) =>
        await store.FindAsync(id, cancellation) is { } source
        && await datasets.FindAsync(source.DatasetId, cancellation) is { } dataset
        && DeskAccess.MayWrite(caller, dataset) ? new(source, dataset, null, null) : null;

    /// <inheritdoc cref="FindAsync(Caller, Guid, CancellationToken)"/>
    public async Task<SourceFound?> FindAsync(Caller caller, string dataset, string name, CancellationToken cancellation) =>
        await datasets.FindAsync(dataset, cancellation) is { } known && DeskAccess.MayWrite(caller, known)
        && await store.FindAsync(known.Id, name, cancellation) is { } source ? new(source, known, null, null) : null;

    /// <summary>The newest runs, each with the load that came of it.</summary>
    public async Task<IReadOnlyList<RunFound>> RunsAsync(Source source, CancellationToken cancellation)
    {
        var found = await runs.OfAsync(source.Id, RunsShown, cancellation);
        var made = await LoadsAsync(found, cancellation);
        return [.. found.Select(run => new RunFound(run, run.Load is { } load ? made.GetValueOrDefault(load) : null))];
    }

    /// <summary>
    /// A steward names addresses that anyone may reach, and the folder of their own agency. What else lies on the
    /// network or in other agencies' folders is for the data office to give.
    /// </summary>
    public async Task<Outcome<SourceStanding>> SaveAsync(
        Caller caller, string dataset, SourceDeclaration settings, CancellationToken cancellation)
    {
        if (await datasets.FindAsync(dataset, cancellation) is not { } known || !DeskAccess.MayWrite(caller, known))
        {
            return new Missing(new Problem("dataset", "dataset.missing", T.DatasetMissing(dataset)));
        }
        if (settings.Kind == SourceKind.Database && !caller.Has(Role.DataOffice))
        {
            return new Refusal(new Problem("kind", "source.office-only", T.SourceOfficeOnly));
        }
        return settings.Kind == SourceKind.Folder && !caller.Has(Role.DataOffice) && !IsWithin(known.Agency, settings.Location)
            ? new Refusal(new Problem("location", "source.folder-agency", T.SourceFolderAgency(known.Agency)))
            : await sources.SaveAsync(dataset, settings, caller.Name, cancellation);
    }

    public Task PauseAsync(Source source, bool paused, CancellationToken cancellation) =>
        register.PauseAsync(source, paused, cancellation);

    public Task<Outcome<Source>> RemoveAsync(Source source, CancellationToken cancellation) =>
        register.RemoveAsync(source, cancellation);

    /// <summary>True when the run ended within a short while; else it goes on by itself.</summary>
    public async Task<bool> RunNowAsync(Source source, CancellationToken cancellation)
    {
        await register.RunNowAsync(source, cancellation);
        for (var until = clock.GetUtcNow() + Patience; clock.GetUtcNow() < until;)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(60), clock, cancellation);
            if (await store.FindAsync(source.Id, cancellation) is var now && now?.LastAt != source.LastAt)
            {
                return true;
            }
        }
        return false;
    }

    private async Task<Dictionary<Guid, Load>> LoadsAsync(IEnumerable<SourceRun> runs, CancellationToken cancellation) =>
        (await loads.FindAsync([.. runs.Select(run => run.Load).OfType<Guid>()], cancellation)).ToDictionary(load => load.Id);

    private static bool IsWithin(string agency, string location)
    {
        var top = Path.Combine(Path.GetFullPath("/"), agency);
        var wanted = Path.GetFullPath(Path.Combine(Path.GetFullPath("/"), location));
        return wanted == top || wanted.StartsWith(top + Path.DirectorySeparatorChar, StringComparison.Ordinal);
    }
}

/// <summary>A source, the dataset it is for, and its newest run.</summary>
internal sealed record SourceFound(Source Source, Dataset Dataset, SourceRun? Last, Load? Load);

/// <summary>A run and the load that came of it.</summary>
internal sealed record RunFound(SourceRun Run, Load? Load);
