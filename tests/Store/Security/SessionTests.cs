using Phusa.Security.Keys;
using Phusa.Security.Sessions;

namespace Phusa.Tests.Store.Security;

public abstract class SessionTests(IRecordsEngine engine) : SecurityTests(engine)
{
    [EngineFact]
    public async Task A_session_ends_when_it_is_revoked()
    {
        var account = await CreateLanAsync();
        var sessions = Get<SessionStore>();
        var session = await sessions.CreateAsync(account, "Firefox · Linux", "10.0.0.7", default);

        Assert.False(await sessions.RevokeAsync(Guid.NewGuid(), session.Id, default));
        Assert.Equal(session, await sessions.FindAsync(session.Id, default));
        Assert.True(await sessions.RevokeAsync(account, session.Id, default));
        Assert.Null(await sessions.FindAsync(session.Id, default));
    }

    [EngineFact]
    public async Task A_session_ends_by_itself()
    {
        var session = await Get<SessionStore>().CreateAsync(await CreateLanAsync(), "Firefox", "10.0.0.7", default);
        Time.Pass(SessionStore.Lifetime);

        Assert.Null(await Get<SessionStore>().FindAsync(session.Id, default));
    }

    [EngineFact]
    public async Task Being_seen_is_written_once_a_minute_or_from_another_address()
    {
        var sessions = Get<SessionStore>();
        var session = await sessions.CreateAsync(await CreateLanAsync(), "Firefox", "10.0.0.7", default);

        Time.Pass(TimeSpan.FromSeconds(30));
        await sessions.SeenAsync(session, "10.0.0.7", default);
        Assert.Equal(session, await sessions.FindAsync(session.Id, default));

        await sessions.SeenAsync(session, "10.0.0.9", default);
        var seen = await sessions.FindAsync(session.Id, default);
        Assert.Equal(("10.0.0.9", Time.GetUtcNow()), (seen!.Address, seen.LastSeenAt));
    }

    [EngineFact]
    public async Task A_key_opens_its_account_until_it_is_revoked()
    {
        var account = await CreateLanAsync();
        var made = (await Get<ApiKeys>().CreateAsync(account, "Báo cáo tuần", 30, default)).Value!;
        var keys = Get<ApiKeyStore>();

        Assert.Equal(account, await keys.UseAsync(KeySecret.Hash(made.Secret), default));
        Assert.Null(await keys.UseAsync(KeySecret.Hash(KeySecret.Make()), default));
        var listed = Assert.Single(await keys.ListAsync(account, default));
        Assert.Equal(("Báo cáo tuần", made.Secret[..10], Time.GetUtcNow()),
            (listed.Name, listed.Hint, listed.LastUsedAt));

        Assert.False(await keys.RevokeAsync(Guid.NewGuid(), made.Id, default));
        Assert.True(await keys.RevokeAsync(account, made.Id, default));
        Assert.Null(await keys.UseAsync(KeySecret.Hash(made.Secret), default));
        Assert.False(await keys.RevokeAsync(account, made.Id, default));
    }

    [EngineFact]
    public async Task A_key_expires()
    {
        var account = await CreateLanAsync();
        var made = (await Get<ApiKeys>().CreateAsync(account, "Báo cáo tuần", 30, default)).Value!;
        Time.Pass(TimeSpan.FromDays(30));

        Assert.Null(await Get<ApiKeyStore>().UseAsync(KeySecret.Hash(made.Secret), default));
    }

    [EngineFact]
    public async Task A_key_needs_a_name_and_a_term_and_there_are_not_too_many()
    {
        var account = await CreateLanAsync();
        for (var made = 0; made < 20; made++)
        {
            Assert.True((await Get<ApiKeys>().CreateAsync(account, $"Khoá {made}", 1, default)).IsDone);
        }

        var refused = await Get<ApiKeys>().CreateAsync(account, " ", 367, default);

        Assert.Equal(["key.name-invalid", "key.days-invalid", "key.too-many"],
            refused.Problems.Select(problem => problem.Code));
    }
}

public sealed class SqliteSessionTests() : SessionTests(new SqliteEngine());

[Collection(PostgresFixture.Name)]
public sealed class PostgresSessionTests(PostgresFixture postgres) : SessionTests(postgres);
