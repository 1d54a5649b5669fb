using Microsoft.AspNetCore.DataProtection;
using Phusa.Exchange.Events;
using Phusa.Kernel.Data;

namespace Phusa.Exchange.Webhooks;

/// <summary>Subscriptions in the records; every change is written together with its event. Secrets are encrypted.</summary>
internal sealed class SubscriptionStore(Database database, IDataProtectionProvider protection)
{
    private const string Columns =
        "id, system_id, address, types, datasets, state, stop, former_until, created_at, created_by, verified_at, failures, "
        + "failing_since";

    private readonly IDataProtector protector = protection.CreateProtector("phusa.webhook-secret");

    /// <summary>Oldest first.</summary>
    public Task<IReadOnlyList<Subscription>> OfSystemAsync(Guid system, CancellationToken cancellation) => database.ListAsync(
        new($"select {Columns} from exchange_subscription where system_id = @system order by created_at, id", ("system", system)),
        Read, cancellation);

    public Task<Subscription?> FindAsync(Guid system, Guid id, CancellationToken cancellation) => database.FindAsync(
        new($"select {Columns} from exchange_subscription where system_id = @system and id = @id", ("system", system), ("id", id)),
        Read, cancellation);

    /// <summary>Those that are told, of all systems.</summary>
    public static Task<IReadOnlyList<Subscription>> ActiveAsync(Session session, CancellationToken cancellation) =>
        session.ListAsync(new($"select {Columns} from exchange_subscription where state = 'Active'"), Read, cancellation);

    /// <summary>Those that are told no more, of all systems.</summary>
    public Task<IReadOnlyList<Subscription>> StoppedAsync(CancellationToken cancellation) => database.ListAsync(
        new($"select {Columns} from exchange_subscription where state = 'Stopped'"), Read, cancellation);

    /// <exception cref="System.Security.Cryptography.CryptographicException">The keys of this site were lost.</exception>
    public async Task<SecretPair?> SecretsAsync(Guid id, CancellationToken cancellation) => await database.FindAsync(
        new("select secret, former_secret, former_until from exchange_subscription where id = @id", ("id", id)),
        row => new SecretPair(
            protector.Unprotect(row.Text("secret")),
            row.TextOrNull("former_secret") is { } former ? protector.Unprotect(former) : null, row.InstantOrNull("former_until")), cancellation);

    public Task<int> AddAsync(Subscription made, string secret, ExchangeEvent done, CancellationToken cancellation) => WriteAsync(
        new("insert into exchange_subscription (id, system_id, address, types, datasets, state, secret, created_at, created_by, "
            + "failures, rests_until) values (@id, @system, @address, @types, @datasets, @state, @secret, @at, @by, 0, @at)",
            ("id", made.Id), ("system", made.SystemId), ("address", made.Address.AbsoluteUri),
            ("types", JsonStorage.Write(made.Types)), ("datasets", JsonStorage.Write(made.Datasets)), ("state", made.State),
            ("secret", protector.Protect(secret)), ("at", made.CreatedAt), ("by", made.CreatedBy)), done, cancellation);

    /// <summary>Of what is told; the address stays for ever.</summary>
    public Task<int> ChangeAsync(Subscription changed, ExchangeEvent done, CancellationToken cancellation) => WriteAsync(
        new("update exchange_subscription set types = @types, datasets = @datasets where id = @id", ("id", changed.Id),
            ("types", JsonStorage.Write(changed.Types)), ("datasets", JsonStorage.Write(changed.Datasets))), done, cancellation);

    /// <summary>The secret so far goes on until <paramref name="until"/>; one before it ends now.</summary>
    public Task<int> RotateAsync(
        Guid id, string secret, DateTimeOffset until, ExchangeEvent done, CancellationToken cancellation) => WriteAsync(
            new("update exchange_subscription set former_secret = secret, former_until = @until, secret = @secret where id = @id",
                ("id", id), ("until", until), ("secret", protector.Protect(secret))), done, cancellation);

    /// <summary>False when it was tested a moment ago, so that nobody is flooded with tests.</summary>
    public async Task<bool> BeginTestAsync(Guid id, DateTimeOffset now, DateTimeOffset last, CancellationToken cancellation) =>
        await database.ExecuteAsync(
            new("update exchange_subscription set tested_at = @now where id = @id and (tested_at is null or tested_at <= @last)",
                ("id", id), ("now", now), ("last", last)), cancellation) == 1;

    /// <summary>Tells it from now on, and at once of what waited. Nothing changes where it is told already.</summary>
    public Task<bool> ActivateAsync(Guid id, DateTimeOffset now, ExchangeEvent done, CancellationToken cancellation) =>
        database.WriteAsync(async session =>
        {
            var changed = await session.ExecuteAsync(
                new("update exchange_subscription set state = 'Active', stop = null, verified_at = @now, failures = 0, "
                    + "failing_since = null, rests_until = @now where id = @id and state <> 'Active'", ("id", id), ("now", now)),
                cancellation);
            if (changed > 0)
            {
                await session.ExecuteAsync(
                    new("update exchange_delivery set due_at = @now where subscription_id = @id and state = 'Waiting'",
                        ("id", id), ("now", now)), cancellation);
                await ExchangeEvents.RecordAsync(session, done, cancellation);
            }
            return changed > 0;
        }, cancellation);

    /// <summary>The record of a replay.</summary>
    public Task<int> ReplayedAsync(ExchangeEvent done, CancellationToken cancellation) =>
        database.WriteAsync(session => ExchangeEvents.RecordAsync(session, done, cancellation), cancellation);

    /// <summary>With all that was to be delivered.</summary>
    public Task<int> RemoveAsync(Guid id, ExchangeEvent done, CancellationToken cancellation) =>
        database.WriteAsync(async session =>
        {
            await session.ExecuteAsync(
                new("delete from exchange_delivery_attempt where delivery_id in "
                    + "(select id from exchange_delivery where subscription_id = @id)", ("id", id)), cancellation);
            await session.ExecuteAsync(new("delete from exchange_delivery where subscription_id = @id", ("id", id)), cancellation);
            await session.ExecuteAsync(new("delete from exchange_subscription where id = @id", ("id", id)), cancellation);
            return await ExchangeEvents.RecordAsync(session, done, cancellation);
        }, cancellation);

    private Task<int> WriteAsync(Sql change, ExchangeEvent done, CancellationToken cancellation) =>
        database.WriteAsync(async session =>
        {
            await session.ExecuteAsync(change, cancellation);
            return await ExchangeEvents.RecordAsync(session, done, cancellation);
        }, cancellation);

    private static Subscription Read(Row row) => new(
        row.Id("id"), row.Id("system_id"), new(row.Text("address")), row.Json<string[]>("types"), row.Json<string[]>("datasets"),
        row.Choice<SubscriptionState>("state"), row.IsNull("stop") ? null : row.Choice<StopReason>("stop"),
        row.Instant("created_at"), row.Text("created_by"), row.InstantOrNull("verified_at"), (int)row.Integer("failures"),
        row.InstantOrNull("failing_since")) { FormerUntil = row.InstantOrNull("former_until") };
}
