using Phusa.Kernel.Data;
using Phusa.Kernel.Texts;

namespace Phusa.Intake.Sources;

/// <summary>What came of one run of a source.</summary>
/// <param name="Outcome">Stable code: received, unchanged, or why it failed.</param>
/// <param name="Reason">Why it failed, for people.</param>
internal sealed record SourceRun(Guid Source, DateTimeOffset At, string Outcome, Text? Reason, Guid? Load)
{
    public const string Received = "received";
    public const string Unchanged = "unchanged";
}

/// <summary>Runs of sources in the records; of each source the newest are kept.</summary>
internal sealed class SourceRuns(Database database)
{
    private const int Kept = 50;

    public Task<IReadOnlyList<SourceRun>> OfAsync(Guid source, int most, CancellationToken cancellation) => database.ListAsync(new(
        "select source_id, ended_at, outcome, reason, load_id from intake_source_run where source_id = @source order by ended_at desc, id desc limit @most",
        ("source", source), ("most", most)), Read, cancellation);

    /// <summary>The newest run of each of these sources.</summary>
    public async Task<IReadOnlyDictionary<Guid, SourceRun>> NewestAsync(Guid[] sources, CancellationToken cancellation)
    {
        var runs = await database.ListAsync(new(
            $"""
            select r.source_id, r.ended_at, r.outcome, r.reason, r.load_id from intake_source_run r
            where {database.Dialect.IsAnyOf("r.source_id", "sources")}
                and not exists (select 1 from intake_source_run n where n.source_id = r.source_id and n.ended_at > r.ended_at)
            """, ("sources", sources)), Read, cancellation);
        return runs.GroupBy(run => run.Source).ToDictionary(group => group.Key, group => group.First());
    }

    public static async Task AddAsync(Session session, SourceRun run, CancellationToken cancellation)
    {
        await session.ExecuteAsync(new(
            """
            insert into intake_source_run (id, source_id, ended_at, outcome, reason, load_id)
            values (@id, @source, @at, @outcome, @reason, @load)
            """,
            ("id", Guid.CreateVersion7(run.At)), ("source", run.Source), ("at", run.At), ("outcome", run.Outcome),
            ("reason", run.Reason is { } reason ? JsonStorage.Write(reason) : null), ("load", run.Load)), cancellation);
        await session.ExecuteAsync(new(
            """
            delete from intake_source_run where source_id = @source and id not in
                (select id from intake_source_run where source_id = @source order by ended_at desc, id desc limit @kept)
            """, ("source", run.Source), ("kept", Kept)), cancellation);
    }

    public static Task<int> RemoveAsync(Session session, Guid source, CancellationToken cancellation) => session.ExecuteAsync(
        new("delete from intake_source_run where source_id = @source", ("source", source)), cancellation);

    private static SourceRun Read(Row row) => new(
        row.Id("source_id"), row.Instant("ended_at"), row.Text("outcome"),
        row.IsNull("reason") ? null : row.Json<Text>("reason"), row.IdOrNull("load_id"));
}
