using Phusa.Kernel.Data;

namespace Phusa.Security.Keys;

internal sealed class ApiKeyStore(Database database, TimeProvider time)
{
    private const string Columns = "id, name, hint, created_at, expires_at, last_used_at, revoked_at";

    private static readonly TimeSpan UsedEvery = TimeSpan.FromMinutes(1);

    public Task AddAsync(Guid account, ApiKey key, string hash, CancellationToken cancellation) =>
        database.ExecuteAsync(
        new("insert into security_api_key (id, account_id, name, hint, key_hash, created_at, expires_at) "
            + "values (@id, @account, @name, @hint, @hash, @created, @expires)",
            ("id", key.Id), ("account", account), ("name", key.Name), ("hint", key.Hint), ("hash", hash),
            ("created", key.CreatedAt), ("expires", key.ExpiresAt)),
        cancellation);

    /// <summary>Newest first, revoked and expired ones included.</summary>
    public Task<IReadOnlyList<ApiKey>> ListAsync(Guid account, CancellationToken cancellation) => database.ListAsync(
        new($"select {Columns} from security_api_key where account_id = @account order by created_at desc, id",
            ("account", account)),
        Read, cancellation);

    public Task<long> CountUsableAsync(Guid account, CancellationToken cancellation) => database.CountAsync(
        new("select count(*) from security_api_key where account_id = @account and revoked_at is null "
            + "and expires_at > @now",
            ("account", account), ("now", time.GetUtcNow())),
        cancellation);

    /// <summary>The account of a key that may be used now; null for an unknown, revoked or expired one.</summary>
    public async Task<Guid?> UseAsync(string hash, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var found = await database.FindAsync(
            new($"select account_id, {Columns} from security_api_key where key_hash = @hash and revoked_at is null "
                + "and expires_at > @now", ("hash", hash), ("now", now)),
            row => new KeyUse(row.Id("account_id"), Read(row)), cancellation);
        if (found is not null && (found.Key.LastUsedAt is not { } last || now - last >= UsedEvery))
        {
            await database.ExecuteAsync(
                new("update security_api_key set last_used_at = @now where id = @id", ("now", now),
                    ("id", found.Key.Id)),
                cancellation);
        }
        return found?.Account;
    }

    /// <summary>False when the account has no such key that could still be used.</summary>
    public async Task<bool> RevokeAsync(Guid account, Guid id, CancellationToken cancellation) =>
        await database.ExecuteAsync(
            new("update security_api_key set revoked_at = @now where account_id = @account and id = @id "
                + "and revoked_at is null",
                ("now", time.GetUtcNow()), ("account", account), ("id", id)),
            cancellation) == 1;

    public Task<int> RevokeAllAsync(Guid account, CancellationToken cancellation) => database.ExecuteAsync(
        new("update security_api_key set revoked_at = @now where account_id = @account and revoked_at is null",
            ("now", time.GetUtcNow()), ("account", account)),
        cancellation);

    private static ApiKey Read(Row row) => new(
        row.Id("id"), row.Text("name"), row.Text("hint"), row.Instant("created_at"), row.Instant("expires_at"),
        row.InstantOrNull("last_used_at"), row.InstantOrNull("revoked_at"));

    private sealed record KeyUse(Guid Account, ApiKey Key);
}
