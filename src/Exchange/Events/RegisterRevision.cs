using Phusa.Kernel.Data;

namespace Phusa.Exchange.Events;

/// <summary>
/// The number of changes the register of members, systems, services and agreements has seen. What is remembered of the
/// register holds as long as this number does, so that a suspension acts on every node within <see cref="Fresh"/>.
/// </summary>
internal sealed class RegisterRevision(Database database, TimeProvider clock)
{
    /// <summary>How long the number is taken for the newest without asking.</summary>
    public static readonly TimeSpan Fresh = TimeSpan.FromMilliseconds(200);

    private Reading last = new(-1, long.MinValue);

    /// <summary>Within the transaction of the change itself.</summary>
    public static Task<int> RaiseAsync(Session session, CancellationToken cancellation) =>
        session.ExecuteAsync(new("update exchange_revision set changes = changes + 1"), cancellation);

    public ValueTask<long> CurrentAsync(CancellationToken cancellation)
    {
        var known = Volatile.Read(ref last);
        return known.Changes >= 0 && clock.GetElapsedTime(known.At) < Fresh ? new(known.Changes) : new(ReadAsync(cancellation));
    }

    private async Task<long> ReadAsync(CancellationToken cancellation)
    {
        var at = clock.GetTimestamp();
        var changes = await database.CountAsync(new("select changes from exchange_revision"), cancellation);
        Volatile.Write(ref last, new(changes, at));
        return changes;
    }

    private sealed record Reading(long Changes, long At);
}
