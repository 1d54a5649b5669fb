using Phusa.Catalog.Contracts;
using Phusa.Warehouse.Contracts;
using Phusa.Warehouse.DuckDb;

namespace Phusa.Tests.Store.Warehouse;

public sealed class MergeTests : IAsyncDisposable
{
    private readonly WarehouseSample sample = new();
    private readonly DuckDatabase database = DuckDatabase.Open(null);
    private readonly DuckConnection connection;

    public MergeTests() => connection = database.Connect();

    private DataContract ByMonth { get; } = WarehouseSample.Contract with { Partition = new("day", PartitionUnit.Month) };

    [Fact]
    public void A_large_first_load_is_split_by_the_partition_and_no_row_is_lost()
    {
        var merged = Run(ByMonth, null, WarehouseSample.Numbers(0, 60_000), LoadMode.Replace);

        Assert.Equal(3, merged.Files.Count);
        Assert.Equal(60_000, merged.Rows);
        Assert.All(merged.Files, file => Assert.Equal(1L, One($"select count(distinct month(day)) from {Rows(file)}")));
        Assert.Equal(60_000L, One($"select count(distinct no) from {Rows([.. merged.Files])}"));
        Assert.Equal(0L, One($"select count(*) from {Rows([.. merged.Files])} where no <> _row"));
    }

    [Fact]
    public void Too_few_rows_to_fill_the_parts_stay_in_one_file()
    {
        Assert.Single(Run(ByMonth, null, WarehouseSample.Numbers(0, 29_000), LoadMode.Replace).Files);
    }

    [Theory]
    [InlineData(PartitionUnit.Day, "day", null, 60)]
    [InlineData(PartitionUnit.Quarter, "day", null, 1)]
    [InlineData(PartitionUnit.Year, "day", null, 1)]
    [InlineData(PartitionUnit.Hash, "name", 4, 4)]
    [InlineData(PartitionUnit.Commune, "budget", null, 8)]
    public void Each_unit_splits_as_it_says(PartitionUnit unit, string field, int? buckets, int parts)
    {
        var contract = WarehouseSample.Contract with { Partition = new(field, unit, buckets) };
        var merged = Run(contract, null, WarehouseSample.Numbers(0, 600_000), LoadMode.Replace);

        Assert.Equal(parts, merged.Files.Count);
        Assert.Equal(600_000L, One($"select count(distinct no) from {Rows([.. merged.Files])}"));
    }

    [Fact]
    public void An_upsert_rewrites_only_the_files_that_hold_its_keys()
    {
        var first = Version(Run(ByMonth, null, WarehouseSample.Numbers(0, 60_000), LoadMode.Replace));
        var january = "select 7::bigint as no, 'mới' as name, 1.5::double as budget, date '2025-01-08' as day, 13.0 as latitude, 108.0 as longitude";
        var merged = Run(ByMonth, first, january + " union all select 999999, 'thêm', null, date '2025-01-09', 13.0, 108.0", LoadMode.Upsert);

        Assert.Equal(2, merged.Files.Intersect(first.Files).Count());
        Assert.Equal((60_001, 1, 1), (merged.Rows, merged.Added, merged.Changed));
        Assert.Equal(1L, One($"select count(*) from {Rows([.. merged.Files])} where no = 7 and name = 'mới'"));
        Assert.Equal(60_001L, One($"select count(distinct no) from {Rows([.. merged.Files])}"));
    }

    [Fact]
    public void An_upsert_of_new_keys_alone_rewrites_nothing()
    {
        var first = Version(Run(ByMonth, null, WarehouseSample.Numbers(0, 60_000), LoadMode.Replace));
        var merged = Run(ByMonth, first, WarehouseSample.Numbers(60_000, 10), LoadMode.Upsert);

        Assert.Equal(first.Files, merged.Files.Take(3));
        Assert.Equal(4, merged.Files.Count);
    }

    [Fact]
    public void A_delete_leaves_files_alone_that_hold_none_of_its_keys()
    {
        var first = Version(Run(ByMonth, null, WarehouseSample.Numbers(0, 60_000), LoadMode.Replace));
        var merged = Run(ByMonth, first, "select * from (" + WarehouseSample.Numbers(0, 60_000) + ") where month(day) = 2", LoadMode.Delete);

        Assert.Equal(2, merged.Files.Count);
        Assert.Equal(2, merged.Files.Intersect(first.Files).Count());
        Assert.Equal(60_000 - merged.Removed, merged.Rows);
    }

    [Fact]
    public void Deleting_every_row_leaves_a_version_that_can_be_read()
    {
        var first = Version(Run(WarehouseSample.Contract, null, WarehouseSample.Numbers(0, 10), LoadMode.Replace));
        var merged = Run(WarehouseSample.Contract, first, WarehouseSample.Numbers(0, 10), LoadMode.Delete);

        Assert.Equal(0, merged.Rows);
        Assert.Equal(0L, One($"select count(*) from {Rows([.. merged.Files])}"));
    }

    [Fact]
    public void Many_small_files_become_one_and_rows_still_know_where_they_come_from()
    {
        var version = Version(Run(WarehouseSample.Contract, null, WarehouseSample.Numbers(0, 10), LoadMode.Replace));
        var most = 1;
        for (var day = 1; day <= 20; day++)
        {
            version = Version(Run(WarehouseSample.Contract, version, WarehouseSample.Numbers(day * 10, 10), LoadMode.Append));
            most = Math.Max(most, version.Files.Count);
        }

        Assert.Equal(15, most);
        Assert.Equal(210L, One($"select count(distinct no) from {Rows([.. version.Files])}"));
        Assert.Equal(0L, One($"select count(*) from {Rows([.. version.Files])} where no % 10 <> _row"));
        Assert.Equal(21L, One($"select count(distinct _load) from {Rows([.. version.Files])}"));
    }

    public async ValueTask DisposeAsync()
    {
        connection.Dispose();
        database.Dispose();
        await sample.DisposeAsync();
    }

    private Merged Run(DataContract contract, DatasetVersion? before, string select, LoadMode mode) =>
        new Merge(sample.Lake, connection, contract).Run(before, sample.File(select) with { LoadId = Guid.CreateVersion7() }, mode);

    private static DatasetVersion Version(Merged merged) => WarehouseSample.Version(1, [.. merged.Files]);

    private string Rows(params VersionFile[] files) =>
        new Merge(sample.Lake, connection, WarehouseSample.Contract).Projection(files);

    private long One(string sql) => connection.Scalar<long>(sql);
}
