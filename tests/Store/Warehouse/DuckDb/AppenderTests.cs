using Phusa.Warehouse.DuckDb;

namespace Phusa.Tests.Store.Warehouse.DuckDb;

public sealed class AppenderTests : DuckTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2047)]
    [InlineData(2048)]
    [InlineData(2049)]
    [InlineData(10_000)]
    public void Rows_with_nulls_in_every_place_arrive_whole(int rows)
    {
        Connection.Execute("create table t (id bigint, ten varchar, so double)");
        using (var appender = Connection.Appender("t"))
        {
            for (var i = 0; i < rows; i++)
            {
                appender.Add(i);
                appender.Add(i % 3 == 0 ? null : i % 2 == 0 ? $"xã {i}" : $"phường mang tên rất dài số {i}");
                if (i % 5 == 0)
                {
                    appender.AddNull();
                }
                else
                {
                    appender.Add(i / 2.0);
                }
                appender.EndRow();
            }
            appender.Complete();
            Assert.Equal(rows, appender.Rows);
        }
        using var result = Connection.Query("select * from t order by id");
        var next = 0;
        foreach (var row in result.Rows())
        {
            Assert.Equal((long)next, row[0]);
            Assert.Equal(
                next % 3 == 0 ? null : next % 2 == 0 ? $"xã {next}" : $"phường mang tên rất dài số {next}", row[1]);
            Assert.Equal(next % 5 == 0 ? null : next / 2.0, row[2]);
            next++;
        }
        Assert.Equal(rows, next);
    }

    [Fact]
    public void Every_supported_type_is_written_in_its_own_width()
    {
        Connection.Execute("""
            create table t (a tinyint, b smallint, c integer, d bigint, e utinyint, f hugeint, g float, h boolean,
                i decimal(4,1), j decimal(9,2), k decimal(18,3), l decimal(38,4), m date, n timestamp,
                o timestamptz, p uuid, q blob)
            """);
        var id = Guid.Parse("f81d4fae-7dec-11d0-a765-00a0c91e6bf6");
        using (var appender = Connection.Appender("t", "main"))
        {
            foreach (var number in (long[])[-128, -300, 70_000, long.MinValue, 255, -7])
            {
                appender.Add(number);
            }
            appender.Add(1.5);
            appender.Add(true);
            appender.Add(-12.3m);
            appender.Add(4);
            appender.Add(-1.2345m);
            appender.Add(79228162514264337593543.9503m);
            appender.Add(new DateOnly(1945, 9, 2));
            appender.Add(new DateTime(1945, 9, 2, 14, 0, 0));
            appender.Add(new DateTimeOffset(2025, 7, 1, 7, 0, 0, TimeSpan.FromHours(7)));
            appender.Add(id);
            appender.AddBytes([0, 1, 2]);
            appender.EndRow();
            appender.Complete();
        }
        using var result = Connection.Query("select * from t");
        Assert.Equal(
            [(sbyte)-128, (short)-300, 70_000, long.MinValue, (byte)255, (Int128)(-7), 1.5f, true, -12.3m, 4.00m,
                -1.234m, 79228162514264337593543.9503m, new DateOnly(1945, 9, 2), new DateTime(1945, 9, 2, 14, 0, 0),
                new DateTimeOffset(2025, 7, 1, 0, 0, 0, TimeSpan.Zero), id, new byte[] { 0, 1, 2 }],
            result.Rows().Single());
    }

    [Fact]
    public void A_number_too_large_for_its_column_overflows()
    {
        Connection.Execute("create table t (a tinyint, b utinyint, c decimal(4,1))");
        using var appender = Connection.Appender("t");
        Assert.Throws<OverflowException>(() => appender.Add(128));
        Assert.Throws<OverflowException>(() => appender.Add(-1));
        Assert.Throws<OverflowException>(() => appender.Add(1000m));
    }

    [Fact]
    public void A_broken_constraint_is_told_and_nothing_is_kept()
    {
        Connection.Execute("create table t (id int primary key)");
        using (var appender = Connection.Appender("t"))
        {
            appender.Add(1);
            appender.EndRow();
            appender.Add(1);
            appender.EndRow();
            Assert.Equal(DuckErrorType.Constraint, Assert.Throws<DuckException>(appender.Complete).Type);
        }
        Assert.Equal(0L, One("select count(*) from t"));
    }

    [Fact]
    public void An_appender_may_outlive_its_connection()
    {
        Connection.Execute("create table t (id int)");
        var connection = Database.Connect();
        var appender = connection.Appender("t");
        appender.Add(1);
        appender.EndRow();
        connection.Dispose();
        Assert.Throws<DuckException>(appender.Complete);
        appender.Dispose();
        Assert.Equal(0L, One("select count(*) from t"));
    }

    [Fact]
    public void Rows_not_completed_are_dropped()
    {
        Connection.Execute("create table t (id int)");
        using (var appender = Connection.Appender("t"))
        {
            for (var i = 0; i < 5000; i++)
            {
                appender.Add(i);
                appender.EndRow();
            }
        }
        Assert.Equal(0L, One("select count(*) from t"));
    }

    [Fact]
    public void Wrong_types_short_rows_bad_bytes_and_missing_tables_are_refused()
    {
        Connection.Execute("create table t (a int, b varchar)");
        using var appender = Connection.Appender("t");
        Assert.Throws<InvalidOperationException>(() => appender.Add("không phải số"));
        Assert.Throws<ArgumentException>(() => appender.AddUtf8([0xC3, 0x28]));
        Assert.Throws<InvalidOperationException>(() => appender.Add(1));
        Assert.Equal(DuckErrorType.Catalog, Assert.Throws<DuckException>(() => Connection.Appender("không có")).Type);
        using var fresh = Connection.Appender("t");
        fresh.Add(1);
        Assert.Throws<InvalidOperationException>(fresh.EndRow);
        Assert.Throws<InvalidOperationException>(fresh.Complete);
    }
}
