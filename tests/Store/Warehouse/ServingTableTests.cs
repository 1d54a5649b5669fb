using Phusa.Catalog.Contracts;
using Phusa.Kernel;
using Phusa.Kernel.Data;
using Phusa.Warehouse;
using Phusa.Warehouse.Contracts;

namespace Phusa.Tests.Store.Warehouse;

public abstract class ServingTableTests(IRecordsEngine engine) : RecordsTests(engine, new KernelModule(), new WarehouseModule())
{
    private readonly WarehouseSample sample = new();

    private ServingTable Serving => new(Database, sample.Compute, sample.Lake);

    private static Guid Dataset => WarehouseSample.Version(1).DatasetId;

    public override async Task DisposeAsync()
    {
        await sample.DisposeAsync();
        await base.DisposeAsync();
    }

    [EngineFact]
    public async Task Rows_are_seen_when_their_version_is_committed_and_not_before()
    {
        await LoadAsync(1, LoadMode.Replace, "select 7::bigint as no, 'Giáo' as name, 1.5::double as budget", commit: false);
        Assert.Null(await FindAsync("7"));

        await CommitAsync(1, LoadMode.Replace);

        var row = await FindAsync("7");
        Assert.Equal(
            """{"no":7,"name":"Giáo","budget":1.5,"day":null,"latitude":null,"longitude":null}""", row!.Body);
        Assert.Equal(1, row.Version);
    }

    [EngineFact]
    public async Task Upserts_deletes_and_replacements_show_the_newest_row_only()
    {
        await LoadAsync(1, LoadMode.Replace, Rows(1, 2, 3));
        await LoadAsync(2, LoadMode.Upsert, Rows(2));
        await LoadAsync(3, LoadMode.Delete, Rows(3));
        Assert.Equal([1L, 2L, null], await VersionsAsync("1", "2", "3"));

        // The replaced 2, the deleted 3, and then the mark that it is gone.
        Assert.Equal(3, await Serving.SweepAsync(CancellationToken.None));
        Assert.Equal([1L, 2L, null], await VersionsAsync("1", "2", "3"));

        await LoadAsync(4, LoadMode.Replace, Rows(9));
        Assert.Equal([null, null, null, 4L], await VersionsAsync("1", "2", "3", "9"));
        await Serving.SweepAsync(CancellationToken.None);
        Assert.Equal(1, await Database.CountAsync(new("select count(*) from warehouse_serving"), CancellationToken.None));
    }

    [EngineFact]
    public async Task What_an_abandoned_load_wrote_never_shows()
    {
        await LoadAsync(1, LoadMode.Replace, Rows(1));
        await LoadAsync(2, LoadMode.Upsert, Rows(1, 5), commit: false);
        await LoadAsync(2, LoadMode.Upsert, Rows(2));

        Assert.Equal([1L, 2L, null], await VersionsAsync("1", "2", "5"));
    }

    [EngineFact]
    public async Task Many_rows_are_written_in_batches_and_found()
    {
        await LoadAsync(1, LoadMode.Replace, WarehouseSample.Numbers(1, 2_345));

        Assert.Equal(2_345, await Database.CountAsync(new("select count(*) from warehouse_serving"), CancellationToken.None));
        Assert.Equal([1L, 1L], await VersionsAsync("1", "2345"));
    }

    private async Task LoadAsync(long number, LoadMode mode, string select, bool commit = true)
    {
        await Serving.WriteAheadAsync(
            Dataset, WarehouseSample.Contract, number, [sample.File(select)], mode, CancellationToken.None);
        if (commit)
        {
            await CommitAsync(number, mode);
        }
    }

    private Task<bool> CommitAsync(long number, LoadMode mode) => Database.WriteAsync(session =>
        new Versions(Database).CommitAsync(
            session, WarehouseSample.Version(number) with { Mode = mode }, CancellationToken.None), CancellationToken.None);

    private Task<ServedRow?> FindAsync(string key) => Serving.FindAsync(Dataset, key, CancellationToken.None);

    private async Task<long?[]> VersionsAsync(params string[] keys) =>
        await Task.WhenAll(keys.Select(async key => (await FindAsync(key))?.Version));

    private static string Rows(params int[] numbers) =>
        string.Join(" union all ", numbers.Select(number => $"select {number}::bigint as no, 'x' as name"));
}

public sealed class SqliteServingTableTests() : ServingTableTests(new SqliteEngine());

[Collection(PostgresFixture.Name)]
public sealed class PostgresServingTableTests(PostgresFixture postgres) : ServingTableTests(postgres);

public sealed class ServingKeyTests
{
    [Fact]
    public void Keys_that_several_rows_share_are_not_served()
    {
        var contract = WarehouseSample.Contract;

        Assert.Equal(["no"], ServingTable.KeyOf(contract).Select(field => field.Name));
        Assert.Empty(ServingTable.KeyOf(contract with { Serve = ["name"] }));
        Assert.Equal("7", ServingTable.Key("7"));
        Assert.Equal("""["a","b"]""", ServingTable.Key("a", "b"));
    }
}
