using Phusa.Kernel.Data;
using Phusa.Security;
using Phusa.Security.Ledger;

namespace Phusa.Tests.Store.Security.Ledger;

public abstract class LedgerSchemaTests(IRecordsEngine engine) : RecordsTests(engine)
{
    private static readonly Guid Call = Guid.Parse("019c8d4e-0000-7000-8000-000000000001");

    [EngineFact]
    public async Task Calls_of_an_older_ledger_are_found_by_their_id()
    {
        var steps = Migration.Of([new SecurityModule()], Database.Dialect, "ledger");
        await new Migrator(Database, [.. steps.TakeWhile(step => step.Number < 3)]).RunAsync(default);
        await AddAsync(0, "call-intent", $$$"""{"kind":"call-intent","at":"2026-11-22T00:00:00.000000Z","details":{"call":"{{{Call}}}"}}""");
        await AddAsync(1, "personal-read", """{"kind":"personal-read","at":"2026-11-22T00:00:00.000000Z","actor":"a","details":{}}""");
        await AddAsync(2, "call-outcome", $$$"""{"kind":"call-outcome","at":"2026-11-22T00:00:00.000000Z","details":{"call":"{{{Call}}}"}}""");

        await new Migrator(Database, steps).RunAsync(default);

        var store = new LedgerStore(Database);
        Assert.Equal(0, await store.FindSeqAsync(Call, "call-intent", default));
        Assert.Equal(2, await store.FindSeqAsync(Call, "call-outcome", default));
        Assert.Equal(["call-intent", "personal-read", "call-outcome"], (await store.PageAsync(0, 9, default)).Select(entry => entry.Read().Kind));
    }

    private Task<int> AddAsync(long seq, string kind, string body) => Database.ExecuteAsync(
        new("insert into security_ledger_entry (seq, kind, at, actor, object, body) values (@seq, @kind, @at, 'a', 'b', @body)",
            ("seq", seq), ("kind", kind), ("at", DateTimeOffset.UnixEpoch), ("body", body)), default);
}

public sealed class SqliteLedgerSchemaTests() : LedgerSchemaTests(new SqliteEngine());

[Collection(PostgresFixture.Name)]
public sealed class PostgresLedgerSchemaTests(PostgresFixture postgres) : LedgerSchemaTests(postgres);
