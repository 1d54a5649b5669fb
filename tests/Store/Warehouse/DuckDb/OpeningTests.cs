using Phusa.Warehouse.DuckDb;
using Phusa.Warehouse.DuckDb.Native;

namespace Phusa.Tests.Store.Warehouse.DuckDb;

public sealed class OpeningTests : DuckTests
{
    [Fact]
    public void Many_may_open_at_once()
    {
        Parallel.For(0, 24, new ParallelOptions { MaxDegreeOfParallelism = 8 }, i =>
        {
            using var database = DuckDatabase.Open(null);
            using var connection = database.Connect();
            Assert.Equal(i, connection.Scalar<int>("select ?", i));
        });
    }

    [Fact]
    public void One_file_opened_by_many_at_once_is_one_database()
    {
        var path = InFolder("kho.duckdb");
        using var first = DuckDatabase.Open(path);
        using var owner = first.Connect();
        owner.Execute("create table t (x int)");
        Parallel.For(0, 16, new ParallelOptions { MaxDegreeOfParallelism = 8 }, i =>
        {
            using var database = DuckDatabase.Open(path);
            using var connection = database.Connect();
            connection.Execute("insert into t values (?)", i);
        });
        Assert.Equal(16, owner.Scalar<long>("select count(distinct x) from t"));
    }

    [Fact]
    public void What_was_written_is_there_after_closing_and_opening_again()
    {
        var path = InFolder("kho dữ liệu.duckdb");
        using (var database = DuckDatabase.Open(path))
        using (var connection = database.Connect())
        {
            connection.Execute("create table t as select 42 as x");
        }
        using var again = DuckDatabase.Open(path, new Dictionary<string, string> { ["access_mode"] = "READ_ONLY" });
        using var reader = again.Connect();
        Assert.Equal(42, reader.Scalar<int>("select x from t"));
        Assert.Throws<DuckException>(() => reader.Execute("drop table t"));
    }

    [Fact]
    public void A_file_that_is_no_database_and_a_wrong_setting_are_refused()
    {
        File.WriteAllText(InFolder("rác.duckdb"), new string('x', 20_000));
        Assert.Throws<DuckException>(() => DuckDatabase.Open(InFolder("rác.duckdb")));
        Assert.Throws<DuckException>(() => DuckDatabase.Open(InFolder("không có/kho.duckdb")));
        Assert.Throws<DuckException>(() =>
            DuckDatabase.Open(null, new Dictionary<string, string> { ["threads"] = "nhiều" }));
    }

    [Fact]
    public void Many_connections_read_while_one_writes()
    {
        Connection.Execute("create table t as select range as x from range(100000)");
        Parallel.For(0, 8, new ParallelOptions { MaxDegreeOfParallelism = 8 }, i =>
        {
            using var connection = Database.Connect();
            if (i == 0)
            {
                connection.Execute("insert into t select -1 from range(100000)");
            }
            for (var round = 0; round < 10; round++)
            {
                // Without a transaction, planning and running see different rows: about one in 4,000 answers is wrong.
                connection.Execute("begin");
                Assert.Equal(4_999_950_000, connection.Scalar<long>("select sum(x) from t where x >= 0"));
                connection.Execute("commit");
            }
        });
        Assert.Equal(200_000L, One("select count(*) from t"));
    }

    [Fact]
    public void Appenders_on_connections_of_their_own_do_not_disturb_each_other()
    {
        Connection.Execute("create table t (x bigint, y varchar)");
        Parallel.For(0, 4, new ParallelOptions { MaxDegreeOfParallelism = 4 }, worker =>
        {
            using var connection = Database.Connect();
            using var appender = connection.Appender("t");
            for (var i = 0; i < 20_000; i++)
            {
                appender.Add(worker);
                appender.Add(i % 4 == 0 ? null : "một dòng dài hơn mười hai byte");
                appender.EndRow();
            }
            appender.Complete();
        });
        Assert.Equal(80_000L, One("select count(*) from t"));
        Assert.Equal(60_000L, One("select count(y) from t"));
    }

    [Fact]
    public void The_library_is_found_where_it_is_named_beside_the_program_or_above_it()
    {
        var installed = DuckLibrary.Locate(null, AppContext.BaseDirectory);
        Assert.Equal(installed, DuckLibrary.Locate(installed, "/"));
        Assert.Equal(installed, DuckLibrary.Locate(Path.GetDirectoryName(installed), "/"));
        var file = Path.GetFileName(installed);
        Directory.CreateDirectory(InFolder("bin"));
        File.WriteAllText(InFolder(Path.Combine("bin", file)), "");
        Assert.Equal(InFolder(Path.Combine("bin", file)), DuckLibrary.Locate(null, InFolder("bin")));
        var missing = Assert.Throws<DllNotFoundException>(() => DuckLibrary.Locate(null, InFolder("nowhere")));
        Assert.Contains("npm ci", missing.Message, StringComparison.Ordinal);
        Assert.Throws<DllNotFoundException>(() => DuckLibrary.Locate(InFolder("nowhere"), "/"));
        Assert.StartsWith("v1.", DuckDatabase.Version, StringComparison.Ordinal);
    }
}
