using System.Data.Common;
using Phusa.Exchange.Events;
using Phusa.Kernel.Data;
using Phusa.Kernel.Jobs;
using Phusa.Kernel.Outcomes;

namespace Phusa.Exchange.Federation;

/// <summary>Copies in the records. Whoever runs one has put its next turn far away, so that nobody runs it twice.</summary>
internal sealed class CopyStore(Database database, JobStore jobs)
{
    private const string Columns =
        "id, peer_id, service, dataset, remote_version, local_version, row_count, digest, state, cause, anew, fresh_at, checked_at, "
        + "since, failures, due_at";

    private static readonly TimeSpan Running = TimeSpan.FromDays(1);

    /// <summary>Longer than any wait between two runs.</summary>
    private static readonly TimeSpan Waiting = TimeSpan.FromHours(2);

    /// <summary>By dataset.</summary>
    public Task<IReadOnlyList<Copy>> OfPeerAsync(Guid peer, CancellationToken cancellation) => database.ListAsync(
        new($"select {Columns} from exchange_copy where peer_id = @peer order by dataset", ("peer", peer)), Read, cancellation);

    public Task<Copy?> FindAsync(Guid id, CancellationToken cancellation) => database.FindAsync(
        new($"select {Columns} from exchange_copy where id = @id", ("id", id)), Read, cancellation);

    /// <summary>False where the dataset is a copy already.</summary>
    public async Task<bool> AddAsync(Copy copy, string by, ExchangeEvent done, CancellationToken cancellation)
    {
        try
        {
            return await database.WriteAsync(async session =>
            {
                await session.ExecuteAsync(new(
                    "insert into exchange_copy (id, peer_id, service, dataset, created_at, created_by, state, anew, failures, due_at) "
                    + "values (@id, @peer, @service, @dataset, @at, @by, @state, @anew, 0, @at)",
                    ("id", copy.Id), ("peer", copy.PeerId), ("service", copy.Service), ("dataset", copy.Dataset), ("at", copy.DueAt),
                    ("by", by), ("state", copy.State), ("anew", copy.Anew)), cancellation);
                await ExchangeEvents.RecordAsync(session, done, cancellation);
                return true;
            }, cancellation);
        }
        catch (DbException failure) when (database.Dialect.IsDuplicate(failure))
        {
            return false;
        }
    }

    /// <summary>The dataset stays as it is.</summary>
    public Task<int> RemoveAsync(Guid id, ExchangeEvent done, CancellationToken cancellation) => database.WriteAsync(async session =>
    {
        await session.ExecuteAsync(new("delete from exchange_copy where id = @id", ("id", id)), cancellation);
        return await ExchangeEvents.RecordAsync(session, done, cancellation);
    }, cancellation);

    /// <summary>Copies of enabled peers whose turn it is.</summary>
    public Task<IReadOnlyList<Guid>> DueAsync(DateTimeOffset now, CancellationToken cancellation) => database.ListAsync(
        new("select c.id from exchange_copy c join exchange_peer p on p.id = c.peer_id where p.state = 'Enabled' and c.due_at <= @now",
            ("now", now)), row => row.Id("id"), cancellation);

    /// <summary>Hands one whose turn it is to the jobs, which go on with it after a restart.</summary>
    public Task<int> EnqueueAsync(Guid id, DateTimeOffset now, CancellationToken cancellation) => database.WriteAsync(async session =>
    {
        var taken = await session.ExecuteAsync(
            new("update exchange_copy set due_at = @far where id = @id and due_at <= @now", ("id", id), ("now", now), ("far", now + Running)),
            cancellation);
        if (taken > 0)
        {
            await jobs.EnqueueAsync(session, CopyJob.Name, JsonStorage.Write(id), null, cancellation);
        }
        return taken;
    }, cancellation);

    /// <summary>Makes it its turn now. False while it runs.</summary>
    public async Task<bool> HurryAsync(Guid id, bool anew, ExchangeEvent? done, DateTimeOffset now, CancellationToken cancellation) =>
        await database.WriteAsync(async session =>
        {
            var hurried = await session.ExecuteAsync(new(
                "update exchange_copy set due_at = @now, anew = (anew or @anew), state = case when @anew then 'Troubled' else state end "
                + "where id = @id and due_at <= @bound",
                ("id", id), ("anew", anew), ("now", now), ("bound", now + Waiting)), cancellation);
            if (hurried > 0 && done is not null)
            {
                await ExchangeEvents.RecordAsync(session, done, cancellation);
            }
            return hurried;
        }, cancellation) > 0;

    /// <summary>How a run ended.</summary>
    public Task<int> NoteAsync(Copy after, ExchangeEvent? seen, CancellationToken cancellation) => database.WriteAsync(async session =>
    {
        if (seen is not null)
        {
            await ExchangeEvents.RecordAsync(session, seen, cancellation);
        }
        return await session.ExecuteAsync(new(
            "update exchange_copy set remote_version = @remote, local_version = @local, row_count = @rows, digest = @digest, "
            + "state = @state, cause = @cause, anew = @anew, fresh_at = @fresh, checked_at = @checked, since = @since, "
            + "failures = @failures, due_at = @due where id = @id",
            ("id", after.Id), ("remote", after.Remote), ("local", after.Local), ("rows", after.Rows), ("digest", after.Digest),
            ("state", after.State), ("cause", after.Cause is { } cause ? JsonStorage.Write(cause) : null), ("anew", after.Anew),
            ("fresh", after.FreshAt), ("checked", after.CheckedAt), ("since", after.Since), ("failures", (long)after.Failures),
            ("due", after.DueAt)), cancellation);
    }, cancellation);

    private static Copy Read(Row row) => new(
        row.Id("id"), row.Id("peer_id"), row.Text("service"), row.Text("dataset"), row.IntegerOrNull("remote_version"),
        row.IntegerOrNull("local_version"), row.IntegerOrNull("row_count"), row.TextOrNull("digest"), row.Choice<CopyState>("state"),
        row.IsNull("cause") ? null : row.Json<Problem>("cause"), row.Flag("anew"), row.InstantOrNull("fresh_at"),
        row.InstantOrNull("checked_at"), row.InstantOrNull("since"), (int)row.Integer("failures"), row.Instant("due_at"));
}
