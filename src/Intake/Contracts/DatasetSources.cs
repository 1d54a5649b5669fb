using Phusa.Catalog.Contracts;
using Phusa.Intake.Loads;
using Phusa.Intake.Sources;
using Phusa.Kernel.Outcomes;

namespace Phusa.Intake.Contracts;

/// <summary>Where datasets come from by themselves, for whoever may look after all of them.</summary>
public sealed class DatasetSources
{
    private readonly Datasets datasets;
    private readonly SourceStore store;
    private readonly SourceRuns runs;
    private readonly SourceRegister register;
    private readonly IEnumerable<Fetcher> fetchers;
    private readonly RunSource run;
    private readonly RunLoad loads;

    internal DatasetSources(
        Datasets datasets, SourceStore store, SourceRuns runs, SourceRegister register, IEnumerable<Fetcher> fetchers,
        RunSource run, RunLoad loads) =>
        (this.datasets, this.store, this.runs, this.register, this.fetchers, this.run, this.loads) =
        (datasets, store, runs, register, fetchers, run, loads);

    /// <summary>Those that contracts declare too.</summary>
    /// <param name="dataset">Null for all datasets.</param>
    public async Task<Outcome<IReadOnlyList<SourceStanding>>> ListAsync(string? dataset, CancellationToken cancellation)
    {
        await register.SyncAsync(cancellation);
        var chosen = await datasets.ListAsync(cancellation);
        if (dataset is not null && (chosen = [.. chosen.Where(one => one.Name == dataset)]).Count == 0)
        {
            return Unknown(dataset);
        }
        var found = await store.ListAsync([.. chosen.Select(one => one.Id)], cancellation);
        var last = await runs.NewestAsync([.. found.Select(source => source.Id)], cancellation);
        var names = chosen.ToDictionary(one => one.Id, one => one.Name);
        return found.OrderBy(source => names[source.DatasetId], StringComparer.Ordinal)
            .Select(source => SourceWords.Standing(source, names[source.DatasetId], last.GetValueOrDefault(source.Id))).ToList();
    }

    /// <summary>Adds a source, or changes the one of that name, once it was tried.</summary>
    /// <param name="settings">With a name; an address as it was shown stands for the one that is kept.</param>
    public async Task<Outcome<SourceStanding>> SaveAsync(
        string dataset, SourceDeclaration settings, string by, CancellationToken cancellation)
    {
        if (await datasets.FindAsync(dataset, cancellation) is not { } known)
        {
            return Unknown(dataset);
        }
        var name = settings.Name?.Trim() ?? "";
        var before = await store.FindAsync(known.Id, name, cancellation);
        if (before is not null && SourceWords.Location(before.Settings) == settings.Location)
        {
            settings = settings with { Location = before.Settings.Location };
        }
        settings = settings with { Name = name, Location = settings.Location.Trim() };
        var problems = SourceRegister.Problems(name, settings, before);
        if (problems.All(problem => problem.Field is "name" or "schedule") && await TryAsync(settings, cancellation) is { } failed)
        {
            return new Refusal([failed, .. problems]);
        }
        var saved = await register.AddAsync(known, name, settings, by, cancellation);
        return saved.Value is { } source ? SourceWords.Standing(source, dataset, null) : new Refusal(saved.Problems);
    }

    public Task<Outcome<SourceStanding>> PauseAsync(
        string dataset, string name, bool paused, CancellationToken cancellation) =>
        ActAsync(dataset, name, async source =>
        {
            await register.PauseAsync(source, paused, cancellation);
            return source with { Paused = paused };
        }, cancellation);

    /// <summary>Refused for what stands in the contract.</summary>
    public Task<Outcome<SourceStanding>> RemoveAsync(string dataset, string name, CancellationToken cancellation) =>
        ActAsync(dataset, name, source => register.RemoveAsync(source, cancellation), cancellation);

    /// <summary>Fetches at once, and takes what comes to its end: nothing is left to a server.</summary>
    public async Task<Outcome<SourceFetch>> RunAsync(string dataset, string name, CancellationToken cancellation)
    {
        SourceRun? ran = null;
        var found = await ActAsync(dataset, name, async source =>
        {
            ran = await run.RunAsync(source.Id, Onward.None, cancellation);
            return source;
        }, cancellation);
        if (found.Value is not { } standing)
        {
            return found.IsMissing ? new Missing(found.Problems[0]) : new Refusal(found.Problems);
        }
        var load = ran?.Load is { } id ? await loads.CheckAsync(id, cancellation) : null;
        if (load is { State: LoadState.Checked })
        {
            load = await loads.CommitAsync(load.Id, cancellation);
        }
        return new SourceFetch(
            standing with { LastAt = ran?.At, LastOutcome = ran?.Outcome, LastReason = ran?.Reason, LastLoad = ran?.Load }, load);
    }

    private async Task<Outcome<SourceStanding>> ActAsync(
        string dataset, string name, Func<Source, Task<Outcome<Source>>> act, CancellationToken cancellation)
    {
        if (await datasets.FindAsync(dataset, cancellation) is not { } known)
        {
            return Unknown(dataset);
        }
        if (await store.FindAsync(known.Id, name, cancellation) is not { } source)
        {
            return new Missing(new Problem("name", "source.missing", T.SourceMissing(dataset, name)));
        }
        var done = await act(source);
        return done.Value is { } changed ? SourceWords.Standing(changed, dataset, null) : new Refusal(done.Problems);
    }

    private async Task<Problem?> TryAsync(SourceDeclaration settings, CancellationToken cancellation)
    {
        try
        {
            await (fetchers.FirstOrDefault(one => one.Kind == settings.Kind)?.TryAsync(settings, cancellation) ?? Task.CompletedTask);
            return null;
        }
        catch (SourceException refused)
        {
            return new Problem("location", refused.Code, refused.Reason);
        }
    }

    private static Missing Unknown(string dataset) => new(new Problem("dataset", "dataset.missing", T.DatasetMissing(dataset)));
}
