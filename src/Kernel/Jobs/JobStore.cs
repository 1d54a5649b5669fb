using Phusa.Kernel.Data;

namespace Phusa.Kernel.Jobs;

/// <summary>The job table: enqueue with the data it belongs to, claim by lease, finish or fail.</summary>
public sealed class JobStore(Database database, TimeProvider clock) : IDisposable
{
    /// <summary>A worker that says nothing for this long has died, and its job is taken by another.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromSeconds(60);

    private readonly SemaphoreSlim signal = new(0);

    /// <summary>Part of the caller's transaction: when it rolls back there is no job either.</summary>
    public async Task<Guid> EnqueueAsync(
        Session session, string kind, string payload, DateTimeOffset? due, CancellationToken cancellation)
    {
        var id = Guid.CreateVersion7(clock.GetUtcNow());
        await session.ExecuteAsync(new(
            """
            insert into kernel_job (id, kind, payload, due_at, attempts, state)
            values (@id, @kind, @payload, @due, 0, 'waiting')
            """,
            ("id", id), ("kind", kind), ("payload", payload), ("due", due ?? clock.GetUtcNow())), cancellation);
        signal.Release();
        return id;
    }

    public Task<Guid> EnqueueAsync(string kind, string payload, CancellationToken cancellation) =>
        database.WriteAsync(session => EnqueueAsync(session, kind, payload, null, cancellation), cancellation);

    /// <summary>Returns early when something was enqueued on this node.</summary>
    public Task WaitAsync(TimeSpan longest, CancellationToken cancellation) => signal.WaitAsync(longest, cancellation);

    public async Task<Job?> ClaimAsync(string worker, CancellationToken cancellation)
    {
        var due = await database.CountAsync(new(
            "select count(*) from kernel_job where state <> 'dead' and due_at <= @now and (lease_until is null or lease_until < @now)",
            ("now", clock.GetUtcNow())), cancellation);
        return due == 0 ? null : await database.WriteAsync(async session =>
        {
            var now = clock.GetUtcNow();
            var job = await session.FindAsync(new(
                """
                select id, kind, payload, attempts from kernel_job
                where state <> 'dead' and due_at <= @now and (lease_until is null or lease_until < @now)
                order by due_at limit 1
                """ + session.Dialect.ClaimSuffix, ("now", now)),
                row => new Job(row.Id("id"), row.Text("kind"), row.Text("payload"), (int)row.Integer("attempts") + 1),
                cancellation);
            if (job is not null)
            {
                await session.ExecuteAsync(new(
                    """
                    update kernel_job set state = 'running', attempts = @attempts, lease_until = @until, worker = @worker
                    where id = @id
                    """,
                    ("id", job.Id), ("attempts", job.Attempts), ("until", now + Lease), ("worker", worker)), cancellation);
            }
            return job;
        }, cancellation);
    }

    public Task KeepAsync(Guid id, CancellationToken cancellation) => database.ExecuteAsync(new(
        "update kernel_job set lease_until = @until where id = @id",
        ("id", id), ("until", clock.GetUtcNow() + Lease)), cancellation);

    public Task FinishAsync(Guid id, CancellationToken cancellation) =>
        database.ExecuteAsync(new("delete from kernel_job where id = @id", ("id", id)), cancellation);

    /// <summary>Tries again after 5 s, 25 s, 2 min, 10 min …, or sets the job aside for a person to look at.</summary>
    public Task FailAsync(Job job, string failure, bool dead, CancellationToken cancellation) => database.ExecuteAsync(new(
        """
        update kernel_job set state = @state, failure = @failure, lease_until = null, worker = null, due_at = @due
        where id = @id
        """,
        ("id", job.Id), ("state", dead ? "dead" : "waiting"), ("failure", failure),
        ("due", clock.GetUtcNow() + TimeSpan.FromSeconds(Math.Pow(5, Math.Min(job.Attempts, 5))))), cancellation);

    /// <summary>Gives a job that was begun back, as if it had not been.</summary>
    public Task ReturnAsync(Job job, CancellationToken cancellation) => database.ExecuteAsync(new(
        "update kernel_job set state = 'waiting', attempts = @attempts, lease_until = null, worker = null where id = @id",
        ("id", job.Id), ("attempts", job.Attempts - 1)), cancellation);

    public void Dispose() => signal.Dispose();
}
