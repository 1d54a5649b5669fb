using System.Data.Common;
using Microsoft.AspNetCore.DataProtection;
using Phusa.Exchange.Events;
using Phusa.Kernel.Data;

namespace Phusa.Exchange.Federation;

/// <summary>Peers in the records; every change is written together with its event, secrets are encrypted.</summary>
internal sealed class PeerStore(Database database, IDataProtectionProvider protection)
{
    private const string Columns =
        "id, instance, name, address, public_key, system_id, client_id, secret, hook_secret, state, created_at, created_by, revision";

    private readonly IDataProtector secrets = protection.CreateProtector("phusa.peer");

    /// <summary>By instance.</summary>
    public Task<IReadOnlyList<Peer>> ListAsync(CancellationToken cancellation) => database.ListAsync(
        new($"select {Columns} from exchange_peer order by instance"), Read, cancellation);

    public Task<Peer?> FindAsync(Guid id, CancellationToken cancellation) => database.FindAsync(
        new($"select {Columns} from exchange_peer where id = @id", ("id", id)), Read, cancellation);

    public Task<Peer?> FindAsync(string instance, CancellationToken cancellation) => database.FindAsync(
        new($"select {Columns} from exchange_peer where instance = @instance", ("instance", instance)), Read, cancellation);

    /// <summary>The peer that calls here as that system; null for a system of our own.</summary>
    public Task<Peer?> OfSystemAsync(Guid system, CancellationToken cancellation) => database.FindAsync(
        new($"select {Columns} from exchange_peer where system_id = @system", ("system", system)), Read, cancellation);

    /// <summary>False where there is a peer of that instance, or another calls as that system.</summary>
    public Task<bool> AddAsync(Peer peer, ExchangeEvent done, CancellationToken cancellation) => WriteAsync(
        new($"insert into exchange_peer ({Columns}) values (@id, @instance, @name, @address, @key, @system, @client, @secret, @hook, "
            + "@state, @at, @by, 0)", Values(peer)), done,
        session => session.ExecuteAsync(new(
            "insert into exchange_peer_catalogue (peer_id, sequence, failures, due_at) values (@id, 0, 0, @at)",
            ("id", peer.Id), ("at", peer.CreatedAt)), cancellation), cancellation);

    /// <summary>
    /// False, with nothing written, when somebody else changed it meanwhile, or another peer calls as that system. What a
    /// former key signed is not kept under a new one.
    /// </summary>
    public Task<bool> ChangeAsync(Peer was, Peer peer, ExchangeEvent done, CancellationToken cancellation) => WriteAsync(
        new("update exchange_peer set name = @name, address = @address, public_key = @key, system_id = @system, client_id = @client, "
            + "secret = @secret, hook_secret = @hook, state = @state, revision = revision + 1 where id = @id and revision = @revision", Values(peer)),
        done,
        session => session.ExecuteAsync(new(was.PublicKey == peer.PublicKey
            ? "update exchange_peer_catalogue set due_at = @at, failures = 0 where peer_id = @id"
            : "update exchange_peer_catalogue set due_at = @at, failures = 0, sequence = 0, content = null, signature = null, "
                + "issued_at = null, expires_at = null, taken_at = null where peer_id = @id",
            ("id", peer.Id), ("at", done.At)), cancellation), cancellation);

    private async Task<bool> WriteAsync(Sql change, ExchangeEvent done, Func<Session, Task<int>> also, CancellationToken cancellation)
    {
        try
        {
            return await database.WriteAsync(async session =>
            {
                if (await session.ExecuteAsync(change, cancellation) == 0)
                {
                    return false;
                }
                await also(session);
                await ExchangeEvents.RecordAsync(session, done, cancellation);
                return true;
            }, cancellation);
        }
        catch (DbException failure) when (database.Dialect.IsDuplicate(failure))
        {
            return false;
        }
    }

    private (string, object?)[] Values(Peer peer) =>
    [
        ("id", peer.Id), ("instance", peer.Instance), ("name", peer.Name), ("address", peer.Address), ("key", peer.PublicKey),
        ("system", peer.SystemId), ("client", peer.Client?.Id),
        ("secret", peer.Client is { } client ? secrets.Protect(client.Secret) : null),
        ("hook", peer.Hook is { } hook ? secrets.Protect(hook.Secret) : null), ("state", peer.State),
        ("at", peer.CreatedAt), ("by", peer.CreatedBy), ("revision", peer.Revision),
    ];

    private Peer Read(Row row) => new(
        row.Id("id"), row.Text("instance"), row.Text("name"), row.Text("address"), row.Text("public_key"), row.IdOrNull("system_id"),
        row.TextOrNull("client_id") is { } client ? new(client, secrets.Unprotect(row.Text("secret"))) : null,
        row.TextOrNull("hook_secret") is { } hook ? new(secrets.Unprotect(hook)) : null,
        row.Choice<PeerState>("state"), row.Instant("created_at"), row.Text("created_by"), row.Integer("revision"));
}
