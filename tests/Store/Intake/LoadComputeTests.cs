using Phusa.Intake.Loads;
using Phusa.Warehouse.DuckDb;

namespace Phusa.Tests.Store.Intake;

public sealed class LoadComputeTests : IDisposable
{
    private readonly DirectoryInfo root = Directory.CreateTempSubdirectory("phusa-reach-");

    [Theory]
    [InlineData("select * from read_csv('/etc/passwd', sep = ':')")]
    [InlineData("copy (select 1) to '{root}/outside.parquet' (format parquet)")]
    [InlineData("attach '{root}/other.duckdb'")]
    [InlineData("set enable_external_access = true")]
    public void Nothing_beside_the_lake_can_be_reached(string sql)
    {
        using var compute = Open();

        Assert.Throws<DuckException>(() => compute.Connection.Execute(sql.Replace("{root}", root.FullName, StringComparison.Ordinal)));
    }

    [Fact]
    public void The_lake_is_read_and_written_and_what_does_not_fit_goes_beside_it()
    {
        using var compute = Open();
        var file = Path.Combine(root.FullName, "lake", "a.parquet");
        compute.Connection.Execute($"copy (from range(3000000) t(i) order by hash(i)) to '{file}' (format parquet)");

        Assert.Equal(3_000_000, compute.Connection.Scalar<long>($"select count(*) from read_parquet('{file}')"));
    }

    public void Dispose() => root.Delete(recursive: true);

    private LoadCompute Open()
    {
        var lake = Path.Combine(root.FullName, "lake");
        Directory.CreateDirectory(lake);
        return new LoadCompute(Path.Combine(root.FullName, "work"), 64, lake);
    }
}
