using Phusa.Warehouse.Contracts;

namespace Phusa.Tests.Store.Warehouse;

public sealed class ComputeTests
{
    private static Task<List<string>> TablesAsync(Compute compute) => compute.RunAsync(connection =>
    {
        using var result = connection.Query("select table_name from duckdb_tables() order by 1");
        return result.Rows().Select(row => (string)row[0]!).ToList();
    }, CancellationToken.None);

    [Fact]
    public async Task The_first_reader_gets_parquet_and_later_ones_the_table()
    {
        await using var sample = new WarehouseSample();
        var version = WarehouseSample.Version(1, sample.File(WarehouseSample.Numbers(1, 10)));

        var first = await sample.TextAsync(version, "?limit=3", RowFormat.Json);
        await sample.Compute.WarmAsync(version, WarehouseSample.Contract, CancellationToken.None);

        Assert.Single(await TablesAsync(sample.Compute));
        Assert.Equal(first, await sample.TextAsync(version, "?limit=3", RowFormat.Json));
    }

    [Fact]
    public async Task Small_versions_get_no_table()
    {
        await using var sample = new WarehouseSample(options => options.NativeFromRows = 11);
        var version = WarehouseSample.Version(1, sample.File(WarehouseSample.Numbers(1, 10)));

        await sample.Compute.WarmAsync(version, WarehouseSample.Contract, CancellationToken.None);

        Assert.Empty(await TablesAsync(sample.Compute));
    }

    [Fact]
    public async Task The_least_used_table_goes_when_room_is_short()
    {
        await using var sample = new WarehouseSample(options => options.CacheMegabytes = 10);
        var file = sample.File("select i as no, md5(i::varchar) || md5((i + 1)::varchar) as name from range(250000) t(i)");

        for (var number = 1; number <= 3; number++)
        {
            await sample.Compute.WarmAsync(WarehouseSample.Version(number, file), WarehouseSample.Contract, CancellationToken.None);
        }

        Assert.EndsWith("_3", Assert.Single(await TablesAsync(sample.Compute)), StringComparison.Ordinal);
        Assert.Contains("\"no\":0", await sample.TextAsync(WarehouseSample.Version(1, file), "?limit=1", RowFormat.Json), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tables_are_there_again_after_a_restart()
    {
        await using var sample = new WarehouseSample();
        var version = WarehouseSample.Version(1, sample.File(WarehouseSample.Numbers(1, 10)));
        await sample.Compute.WarmAsync(version, WarehouseSample.Contract, CancellationToken.None);
        await sample.Compute.DisposeAsync();

        await using var again = sample.Open();

        Assert.Single(await TablesAsync(again));
    }

    [Fact]
    public async Task A_cache_that_cannot_be_read_is_made_anew()
    {
        await using var sample = new WarehouseSample();
        await sample.Compute.DisposeAsync();
        await File.WriteAllTextAsync(sample.CacheFile, "this is no database");

        await using var again = sample.Open();

        Assert.Empty(await TablesAsync(again));
    }
}
