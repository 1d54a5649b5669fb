using Phusa.Kernel.Data;

namespace Phusa.Security.Sessions;

/// <summary>
/// Sessions live here, not in the cookie: deleting the row signs the browser out at its next request.
/// </summary>
internal sealed class SessionStore(Database database, TimeProvider time)
{
    /// <summary>A working day and the evening after it.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(16);

    private static readonly TimeSpan SeenEvery = TimeSpan.FromMinutes(1);

    private const string Columns = "id, account_id, device, address, created_at, last_seen_at, expires_at";

    /// <summary>Also clears away sessions that are over, so that nothing else has to.</summary>
    public Task<SignedInSession> CreateAsync(Guid account, string device, string address,
        CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var session = new SignedInSession(Guid.NewGuid(), account, device, address, now, now, now + Lifetime);
        return database.WriteAsync(
            async write =>
            {
                await write.ExecuteAsync(
                    new("delete from security_session where expires_at <= @now", ("now", now)), cancellation);
                await write.ExecuteAsync(new(
                    $"insert into security_session ({Columns}) "
                    + "values (@id, @account, @device, @address, @now, @now, @until)",
                    ("id", session.Id), ("account", account), ("device", device), ("address", address), ("now", now),
                    ("until", session.ExpiresAt)), cancellation);
                return session;
            },
            cancellation);
    }

    public Task<SignedInSession?> FindAsync(Guid id, CancellationToken cancellation) => database.FindAsync(
        new($"select {Columns} from security_session where id = @id and expires_at > @now",
            ("id", id), ("now", time.GetUtcNow())),
        Read, cancellation);

    /// <summary>Most recently used first.</summary>
    public Task<IReadOnlyList<SignedInSession>> ListAsync(Guid account, CancellationToken cancellation) =>
        database.ListAsync(
        new($"select {Columns} from security_session where account_id = @account and expires_at > @now "
            + "order by last_seen_at desc, id", ("account", account), ("now", time.GetUtcNow())),
        Read, cancellation);

    /// <summary>Writes at most once a minute for a session, however many requests it makes.</summary>
    public async Task SeenAsync(SignedInSession session, string address, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        if (now - session.LastSeenAt >= SeenEvery || address != session.Address)
        {
            await database.ExecuteAsync(
                new("update security_session set last_seen_at = @now, address = @address where id = @id",
                    ("now", now), ("address", address), ("id", session.Id)),
                cancellation);
        }
    }

    /// <summary>False when the account has no such session.</summary>
    public async Task<bool> RevokeAsync(Guid account, Guid id, CancellationToken cancellation) =>
        await database.ExecuteAsync(
            new("delete from security_session where account_id = @account and id = @id", ("account", account),
                ("id", id)),
            cancellation) == 1;

    /// <summary>Ends every session of the account but <paramref name="kept"/>. Returns how many.</summary>
    public Task<int> RevokeOthersAsync(Guid account, Guid? kept, CancellationToken cancellation) =>
        database.ExecuteAsync(
        new("delete from security_session where account_id = @account and id <> @kept",
            ("account", account), ("kept", kept ?? Guid.Empty)),
        cancellation);

    private static SignedInSession Read(Row row) => new(
        row.Id("id"), row.Id("account_id"), row.Text("device"), row.Text("address"), row.Instant("created_at"),
        row.Instant("last_seen_at"), row.Instant("expires_at"));
}
