using Phusa.Intake.Contracts;
using Phusa.Kernel.Data;
using Phusa.Kernel.Jobs;

namespace Phusa.Intake.Loads;

/// <summary>What is asked of a load while it is under way, by anyone on any node.</summary>
internal sealed class RunStore(Database database, JobStore jobs, TimeProvider clock)
{
    public async Task<ReadingChoices> ChoicesAsync(Guid load, CancellationToken cancellation) => await database.FindAsync(
        new("select choices from intake_load where id = @id and choices is not null", ("id", load)),
        row => row.Json<ReadingChoices>("choices"), cancellation) ?? new ReadingChoices();

    public static Task<int> SaveChoicesAsync(
        Session session, Guid load, ReadingChoices choices, CancellationToken cancellation) => session.ExecuteAsync(new(
        "update intake_load set choices = @choices where id = @id", ("id", load), ("choices", JsonStorage.Write(choices))), cancellation);

    /// <summary>What committing would do to the version that is served now; null before it was counted.</summary>
    public Task<Difference?> DifferenceAsync(Guid load, CancellationToken cancellation) => database.FindAsync(
        new("select difference from intake_load where id = @id and difference is not null", ("id", load)),
        row => row.Json<Difference>("difference"), cancellation);

    /// <summary>The load and its comparison become visible together.</summary>
    public Task SaveAsync(Load load, Difference difference, CancellationToken cancellation) => database.WriteAsync(async session =>
    {
        await LoadStore.SaveAsync(session, load, cancellation);
        return await session.ExecuteAsync(new("update intake_load set difference = @difference where id = @id",
            ("id", load.Id), ("difference", JsonStorage.Write(difference))), cancellation);
    }, cancellation);

    public async Task<bool> IsCancelAskedAsync(Guid load, CancellationToken cancellation) => await database.CountAsync(
        new("select count(*) from intake_load where id = @id and cancel_at is not null", ("id", load)), cancellation) > 0;

    /// <summary>Whatever runs the load looks at this several times a second.</summary>
    public Task AskCancelAsync(Guid load, CancellationToken cancellation) => database.ExecuteAsync(new(
        "update intake_load set cancel_at = @now where id = @id and state <> @finished",
        ("id", load), ("now", clock.GetUtcNow()), ("finished", LoadState.Finished)), cancellation);

    /// <summary>False when the load is no longer where it was thought to be.</summary>
    public Task<bool> MoveAsync(Guid load, LoadState from, LoadState to, CancellationToken cancellation) =>
        database.WriteAsync(session => MoveAsync(session, load, from, to, cancellation), cancellation);

    /// <summary>Commits once, however often the button is pressed.</summary>
    public Task<bool> BeginCommitAsync(Guid load, CancellationToken cancellation) => database.WriteAsync(async session =>
    {
        var moved = await MoveAsync(session, load, LoadState.Checked, LoadState.Committing, cancellation);
        if (moved)
        {
            await jobs.EnqueueAsync(
                session, CommitJob.Name, JsonStorage.Write(new LoadWork(load, true)), null, cancellation);
        }
        return moved;
    }, cancellation);

    /// <summary>Has the load checked again from its bytes, read as chosen.</summary>
    public Task<bool> CheckAgainAsync(Guid load, ReadingChoices choices, CancellationToken cancellation) =>
        database.WriteAsync(async session =>
        {
            var moved = await session.ExecuteAsync(new(
                """
                update intake_load set state = @received, outcome = null, choices = @choices, cancel_at = null,
                    difference = null, problems = '[]', finished_at = null
                where id = @id and version is null and state in (@received, @checked, @finished)
                """,
                ("id", load), ("choices", JsonStorage.Write(choices)), ("received", LoadState.Received),
                ("checked", LoadState.Checked), ("finished", LoadState.Finished)), cancellation) == 1;
            if (moved)
            {
                await jobs.EnqueueAsync(
                    session, CheckJob.Name, JsonStorage.Write(new LoadWork(load, false)), null, cancellation);
            }
            return moved;
        }, cancellation);

    private static async Task<bool> MoveAsync(
        Session session, Guid load, LoadState from, LoadState to, CancellationToken cancellation) =>
        await session.ExecuteAsync(new("update intake_load set state = @to where id = @id and state = @from",
            ("id", load), ("from", from), ("to", to)), cancellation) == 1;
}
