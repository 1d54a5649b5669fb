using System.Text.RegularExpressions;
using Phusa.Catalog.Contracts;
using Phusa.Kernel.Outcomes;
using Phusa.Kernel.Schedules;

namespace Phusa.Intake.Sources;

/// <summary>Keeps the sources that contracts declare, adds those that people name, and says when each is due.</summary>
internal sealed partial class SourceRegister(Datasets datasets, SourceStore store, TimeProvider clock)
{
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

    /// <summary>
    /// A source that a person names, or changes. Refused: a name that makes no address, a kind that cannot be fetched,
    /// a schedule that cannot be read, what stands in the contract.
    /// </summary>
    public async Task<Outcome<Source>> AddAsync(
        Dataset dataset, string name, SourceDeclaration settings, string by, CancellationToken cancellation)
    {
        var before = await store.FindAsync(dataset.Id, name, cancellation);
        if (Problems(name, settings, before) is { Count: > 0 } problems)
        {
            return new Refusal(problems);
        }
        var source = Of(dataset.Id, name, settings, before, false, by);
        await store.SaveAsync(source, cancellation);
        return source;
    }

    /// <summary>What is wrong with a source as it was written.</summary>
    /// <param name="before">The one that it would change.</param>
    public static IReadOnlyList<Problem> Problems(string name, SourceDeclaration settings, Source? before)
    {
        List<Problem> problems = [];
        if (!Name().IsMatch(name))
        {
            problems.Add(new("name", "source.name", T.SourceName));
        }
        if (!Fetched.Contains(settings.Kind))
        {
            problems.Add(new("kind", "source.kind", T.SourceKindRefused));
        }
        if (settings.Kind == SourceKind.Database && settings.Table is null == settings.Query is null)
        {
            problems.Add(new("query", "source.query", T.SourceQuery));
        }
        if (settings.Schedule is { } cron)
        {
            problems.AddRange(CronExpression.Read(cron).Problems);
        }
        if (before is { Declared: true })
        {
            problems.Add(new("name", "source.declared", T.SourceDeclared(name)));
        }
        return problems;
    }

    /// <summary>A source that is to rest, or to go on; one of the contract too.</summary>
    public Task PauseAsync(Source source, bool paused, CancellationToken cancellation) =>
        store.PauseAsync(source.Id, paused, Next(source.Cron), cancellation);

    /// <summary>Refused for what stands in the contract: it would come back.</summary>
    public async Task<Outcome<Source>> RemoveAsync(Source source, CancellationToken cancellation)
    {
        if (source.Declared)
        {
            return new Refusal(new Problem("name", "source.declared", T.SourceDeclared(source.Name)));
        }
        await store.RemoveAsync(source.Id, cancellation);
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

    private DateTimeOffset? Next(string? cron) => Schedule.Next(cron, clock.GetUtcNow());

    /// <summary>It stands in addresses and in lists.</summary>
    [GeneratedRegex(@"^[\p{L}\p{N}][\p{L}\p{M}\p{N} ._-]{0,59}$")]
    private static partial Regex Name();

    private static bool Same(SourceDeclaration left, SourceDeclaration right) =>
        Kernel.Data.JsonStorage.Write(left) == Kernel.Data.JsonStorage.Write(right);
}
