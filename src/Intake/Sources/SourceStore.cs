using Phusa.Catalog.Contracts;
using Phusa.Kernel.Data;
using Phusa.Kernel.Jobs;

namespace Phusa.Intake.Sources;

/// <summary>Sources in the records, and when each is due.</summary>
internal sealed class SourceStore(Database database, JobStore jobs, TimeProvider clock)
{
    private const string Columns =
        """
        select id, dataset_id, name, settings, cron, next_due, declared, paused, state, last_at, last_outcome, last_load,
               created_by
        from intake_source
        """;

    public Task<IReadOnlyList<Source>> ListAsync(Guid dataset, CancellationToken cancellation) => database.ListAsync(
        new(Columns + " where dataset_id = @dataset order by name", ("dataset", dataset)), Read, cancellation);

    /// <summary>Of all these datasets together.</summary>
    public Task<IReadOnlyList<Source>> ListAsync(Guid[] datasets, CancellationToken cancellation) => database.ListAsync(
        new($"{Columns} where {database.Dialect.IsAnyOf("dataset_id", "datasets")} order by name", ("datasets", datasets)), Read, cancellation);

    public Task<Source?> FindAsync(Guid id, CancellationToken cancellation) =>
        database.FindAsync(new(Columns + " where id = @id", ("id", id)), Read, cancellation);

    public Task<Source?> FindAsync(Guid dataset, string name, CancellationToken cancellation) => database.FindAsync(
        new(Columns + " where dataset_id = @dataset and name = @name", ("dataset", dataset), ("name", name)), Read, cancellation);

    public Task SaveAsync(Source source, CancellationToken cancellation) => database.ExecuteAsync(new(
        """
        insert into intake_source (id, dataset_id, name, kind, settings, cron, next_due, declared, paused, created_by)
        values (@id, @dataset, @name, @kind, @settings, @cron, @due, @declared, @paused, @by)
        on conflict (dataset_id, name) do update set kind = excluded.kind, settings = excluded.settings,
            cron = excluded.cron, next_due = excluded.next_due, paused = excluded.paused, state = null
        """,
        ("id", source.Id), ("dataset", source.DatasetId), ("name", source.Name), ("kind", source.Settings.Kind),
        ("settings", JsonStorage.Write(source.Settings)), ("cron", source.Cron), ("due", source.NextDue),
        ("declared", source.Declared), ("paused", source.Paused), ("by", source.CreatedBy)), cancellation);

    public Task RemoveAsync(Guid id, CancellationToken cancellation) => database.WriteAsync(async session =>
    {
        await SourceRuns.RemoveAsync(session, id, cancellation);
        return await session.ExecuteAsync(new("delete from intake_source where id = @id", ("id", id)), cancellation);
    }, cancellation);

    /// <param name="next">When a source that goes on is due; runs that were passed over meanwhile are not made up.</param>
    public Task PauseAsync(Guid id, bool paused, DateTimeOffset? next, CancellationToken cancellation) => database.ExecuteAsync(new(
        "update intake_source set paused = @paused, next_due = @next where id = @id",
        ("id", id), ("paused", paused), ("next", next)), cancellation);

    public Task<IReadOnlyList<Source>> DueAsync(CancellationToken cancellation) => database.ListAsync(
        new(Columns + " where next_due <= @now and not paused", ("now", clock.GetUtcNow())), Read, cancellation);

    /// <summary>
    /// Enqueues one run, however many were missed, and moves on to <paramref name="next"/>. Nothing happens when
    /// another node was quicker.
    /// </summary>
    public Task<bool> EnqueueAsync(Source source, DateTimeOffset? next, CancellationToken cancellation) =>
        database.WriteAsync(async session =>
        {
            var mine = await session.ExecuteAsync(new(
                "update intake_source set next_due = @next where id = @id and (next_due = @due or (next_due is null and @byhand))",
                ("id", source.Id), ("due", source.NextDue), ("next", next), ("byhand", source.NextDue is null)), cancellation) == 1;
            if (mine)
            {
                await jobs.EnqueueAsync(session, SourceJob.Name, JsonStorage.Write(source.Id), null, cancellation);
            }
            return mine;
        }, cancellation);

    /// <param name="state">What to ask the source with next time.</param>
    public Task EndedAsync(SourceRun run, string? state, CancellationToken cancellation) => database.WriteAsync(async session =>
    {
        await SourceRuns.AddAsync(session, run, cancellation);
        return await session.ExecuteAsync(new(
            """
            update intake_source set last_at = @now, last_outcome = @outcome, last_load = coalesce(@load, last_load), state = @state
            where id = @id
            """,
            ("id", run.Source), ("now", run.At), ("outcome", run.Outcome), ("load", run.Load), ("state", state)), cancellation);
    }, cancellation);

    private static Source Read(Row row) => new(
        row.Id("id"), row.Id("dataset_id"), row.Text("name"), row.Json<SourceDeclaration>("settings"),
        row.TextOrNull("cron"), row.InstantOrNull("next_due"), row.Flag("declared"), row.Flag("paused"),
        row.TextOrNull("state"), row.InstantOrNull("last_at"), row.TextOrNull("last_outcome"), row.IdOrNull("last_load"),
        row.Text("created_by"));
}
