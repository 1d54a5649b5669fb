using System.Data.Common;
using Phusa.Kernel.Data;

namespace Phusa.Tests.Store.Records;

public abstract class RowsTests(IRecordsEngine engine) : RecordsTests(engine)
{
    private const string Insert =
        "insert into thing (id, name, whole, part, at, is_so, bytes) values (@id, @name, @whole, @part, @at, @so, @bytes)";

    private static readonly DateTimeOffset At = new(2026, 11, 22, 7, 0, 0, TimeSpan.FromHours(7));

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        await Database.ExecuteAsync(new(
            "create table thing (id uuid primary key, name text, whole bigint, part double precision, at timestamptz, is_so boolean, bytes bytea)"),
            default);
    }

    [EngineFact]
    public async Task Values_of_every_kind_come_back_as_they_were_written()
    {
        Guid[] ids = [.. Enumerable.Range(1, 3).Select(no => new Guid(no, 0, 0, new byte[8]))];
        await WriteAsync([Row(ids[0], "Đắk Pơ", [1, 2]), Row(ids[1], new Utf8("Gào"u8.ToArray()), [])]);
        await WriteAsync([Row(new Guid(4, 0, 0, new byte[8]), new Utf8(default), [])]);
        await WriteAsync([[("id", ids[2]), ("name", null), ("whole", null), ("part", null), ("at", null), ("so", null), ("bytes", null)]]);

        var things = await Database.ListAsync(new("select * from thing order by id"), Read, default);

        Assert.Equal([(ids[0], "Đắk Pơ", 5_000_000_000, At, "AQI="), (ids[1], "Gào", 5_000_000_000, At, "")], things.Take(2));
        Assert.Equal((ids[2], null, null, null, null), things[2]);
        Assert.Equal("", things[3].Item2);
        Assert.Equal(3, await Database.CountAsync(new("select count(*) from thing where part = 0.5 and is_so = @so", ("so", true)), default));
    }

    [EngineFact]
    public async Task Of_rows_of_which_one_is_refused_none_is_written_and_the_next_ones_are()
    {
        var id = Guid.CreateVersion7();
        var failure = await Assert.ThrowsAnyAsync<DbException>(() => WriteAsync([Row(id, "a", []), Row(id, "b", [])]));

        Assert.True(Database.Dialect.IsDuplicate(failure));
        Assert.Equal(0, await Database.CountAsync(new("select count(*) from thing"), default));
        await WriteAsync([Row(id, "c", [])]);
        await WriteAsync([]);
        Assert.Equal(1, await Database.CountAsync(new("select count(*) from thing"), default));
    }

    [EngineFact]
    public Task A_value_that_the_statement_has_no_place_for_is_an_error() =>
        Assert.ThrowsAnyAsync<Exception>(() => WriteAsync([[("id", Guid.CreateVersion7()), ("nam", "a")]]));

    private Task<int> WriteAsync(IEnumerable<(string, object?)[]> rows) => Database.WriteAsync(async session =>
    {
        await session.ExecuteEachAsync(Insert, rows, default);
        return 0;
    }, default);

    private static (string, object?)[] Row(Guid id, object name, byte[] bytes) =>
        [("id", id), ("name", name), ("whole", 5_000_000_000), ("part", 0.5), ("at", At), ("so", true), ("bytes", bytes)];

    private static (Guid, string?, long?, DateTimeOffset?, string?) Read(Row row) => (
        row.Id("id"), row.TextOrNull("name"), row.IsNull("whole") ? null : row.Integer("whole"), row.IsNull("at") ? null : row.Instant("at"),
        row.IsNull("bytes") ? null : Convert.ToBase64String(row.Bytes("bytes")));
}

public sealed class SqliteRowsTests() : RowsTests(new SqliteEngine());

[Collection(PostgresFixture.Name)]
public sealed class PostgresRowsTests(PostgresFixture postgres) : RowsTests(postgres);
