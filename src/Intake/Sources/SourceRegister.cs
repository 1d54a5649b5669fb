using Phusa.Catalog.Contracts;
using Phusa.Kernel.Outcomes;
using Phusa.Kernel.Schedules;

namespace Phusa.Intake.Sources;

/// <summary>Keeps the sources that contracts declare, adds those that people name, and says when each is due.</summary>
internal sealed class SourceRegister(Datasets datasets, SourceStore store, TimeProvider clock)
{
    /// <summary>Schedules are meant in Vietnam's time, wherever the server stands.</summary>
    private static readonly TimeSpan Vietnam = TimeSpan.FromHours(7);

    private static readonly SourceKind[] Fetched = [SourceKind.Url, SourceKind.Folder, SourceKind.Database];

    /// <summary>Brings the records in line with the contracts in force.</summary>
    public async Task SyncAsync(CancellationToken cancellation)
    {
        foreach (var dataset in await datasets.ListAsync(cancellation))
        {
            var contract = await datasets.ContractAsync(dataset, cancellation);
            var declared = contract.Sources.Where(source => Fetched.Contains(source.Kind))
                .Select((source, at) => (Name: source.Name ?? $"{source.Kind.ToString().ToLowerInvariant()}-{at + 1}", source)).ToList();
            var known = await store.ListAsync(dataset.Id, cancellation);
            foreach (var (name, settings) in declared)
            {
                var before = known.FirstOrDefault(source => source.Name == name);
                if (before is null || (before.Declared && !Same(before.Settings, settings)))
                {
                    await store.SaveAsync(Of(dataset.Id, name, settings, before, true, dataset.Agency), cancellation);
                }
            }
            foreach (var gone in known.Where(source => source.Declared && declared.All(one => one.Name != source.Name)))
            {
                await store.RemoveAsync(gone.Id, cancellation);
            }
        }
    }

    /// <summary>A source that a person names. Refused: a kind that cannot be fetched, a schedule that cannot be read.</summary>
    public async Task<Outcome<Source>> AddAsync(
        Dataset dataset, string name, SourceDeclaration settings, string by, CancellationToken cancellation)
    {
        List<Problem> problems = [];
        if (!Fetched.Contains(settings.Kind))
        {
            problems.Add(new("kind", "source.kind", T.SourceKindRefused));
        }
        if (settings.Schedule is { } cron)
        {
            problems.AddRange(CronExpression.Read(cron).Problems);
        }
        var before = await store.FindAsync(dataset.Id, name, cancellation);
        if (before is { Declared: true })
        {
            problems.Add(new("name", "source.declared", T.SourceDeclared(name)));
        }
        if (problems.Count > 0)
        {
            return new Refusal(problems);
        }
        var source = Of(dataset.Id, name, settings, before, false, by);
        await store.SaveAsync(source, cancellation);
        return source;
    }

    /// <summary>Enqueues what is due: once, however many runs were missed while nothing ran.</summary>
    public async Task<int> EnqueueDueAsync(CancellationToken cancellation)
    {
        var enqueued = 0;
        foreach (var source in await store.DueAsync(cancellation))
        {
            enqueued += await store.EnqueueAsync(source, Next(source.Cron), cancellation) ? 1 : 0;
        }
        return enqueued;
    }

    public Task<bool> RunNowAsync(Source source, CancellationToken cancellation) =>
        store.EnqueueAsync(source, source.NextDue, cancellation);

    private Source Of(Guid dataset, string name, SourceDeclaration settings, Source? before, bool declared, string by) => new(
        before?.Id ?? Guid.CreateVersion7(clock.GetUtcNow()), dataset, name, settings, settings.Schedule, Next(settings.Schedule), declared,
        before?.Paused ?? false, null, null, null, null, by);

    private DateTimeOffset? Next(string? cron) => cron is not null && CronExpression.Read(cron).Value is { } schedule
        ? schedule.Next(clock.GetUtcNow().ToOffset(Vietnam))?.ToUniversalTime() : null;

    private static bool Same(SourceDeclaration left, SourceDeclaration right) =>
        Kernel.Data.JsonStorage.Write(left) == Kernel.Data.JsonStorage.Write(right);
}
