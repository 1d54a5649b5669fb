using System.Data.Common;
using Phusa.Exchange.Events;
using Phusa.Kernel.Data;

namespace Phusa.Exchange.Credentials;

/// <summary>Credentials in the records, withdrawn and expired ones included.</summary>
internal sealed class CredentialStore(Database database, TimeProvider clock)
{
    private const string Columns =
        "id, system_id, kind, label, hint, fingerprint, public_key, created_at, created_by, expires_at, last_used_at, "
        + "withdrawn_at, withdrawn_by";

    private static readonly TimeSpan UsedEvery = TimeSpan.FromMinutes(1);

    /// <summary>Newest first.</summary>
    public Task<IReadOnlyList<Credential>> OfSystemAsync(Guid system, CancellationToken cancellation) =>
        database.ListAsync(
            new($"select {Columns} from exchange_credential where system_id = @system order by created_at desc, id desc",
                ("system", system)),
            Read, cancellation);

    /// <summary>False when the system has the same key or certificate, in use or not.</summary>
    public async Task<bool> AddAsync(Credential credential, ExchangeEvent done, CancellationToken cancellation)
    {
        try
        {
            return await database.WriteAsync(async session =>
            {
                await session.ExecuteAsync(
                    new("insert into exchange_credential (id, system_id, kind, label, hint, fingerprint, public_key, "
                        + "created_at, created_by, expires_at) values (@id, @system, @kind, @label, @hint, @fingerprint, "
                        + "@key, @created, @by, @expires)",
                        ("id", credential.Id), ("system", credential.SystemId), ("kind", credential.Kind),
                        ("label", credential.Label), ("hint", credential.Hint), ("fingerprint", credential.Fingerprint),
                        ("key", credential.PublicKey), ("created", credential.CreatedAt), ("by", credential.CreatedBy),
                        ("expires", credential.ExpiresAt)), cancellation);
                await ExchangeEvents.RecordAsync(session, done, cancellation);
                return true;
            }, cancellation);
        }
        catch (DbException failure) when (database.Dialect.IsDuplicate(failure))
        {
            return false;
        }
    }

    /// <summary>False when it was withdrawn before, or the system has no such credential.</summary>
    public Task<bool> WithdrawAsync(
        Guid system, Guid id, string by, ExchangeEvent done, CancellationToken cancellation) =>
        database.WriteAsync(async session =>
        {
            var withdrawn = await session.ExecuteAsync(
                new("update exchange_credential set withdrawn_at = @now, withdrawn_by = @by where system_id = @system "
                    + "and id = @id and withdrawn_at is null",
                    ("now", clock.GetUtcNow()), ("by", by), ("system", system), ("id", id)), cancellation);
            return withdrawn == 1 && await ExchangeEvents.RecordAsync(session, done, cancellation) == 1;
        }, cancellation);

    /// <summary>Written once a minute at most: a busy system would else write on every token.</summary>
    public async Task UsedAsync(Credential credential, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        if (credential.LastUsedAt is not { } last || now - last >= UsedEvery)
        {
            await database.ExecuteAsync(
                new("update exchange_credential set last_used_at = @now where id = @id", ("now", now),
                    ("id", credential.Id)), cancellation);
        }
    }

    private static Credential Read(Row row) => new(
        row.Id("id"), row.Id("system_id"), row.Choice<CredentialKind>("kind"), row.Text("label"), row.Text("hint"),
        row.Text("fingerprint"), row.TextOrNull("public_key"), row.Instant("created_at"), row.Text("created_by"),
        row.Instant("expires_at"), row.InstantOrNull("last_used_at"), row.InstantOrNull("withdrawn_at"),
        row.TextOrNull("withdrawn_by"));
}
