using System.Text;
using Phusa.Warehouse.DuckDb;

namespace Phusa.Tests.Store.Warehouse.DuckDb;

public sealed class ReadingTests : DuckTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2047)]
    [InlineData(2048)]
    [InlineData(2049)]
    [InlineData(300_000)]
    public void Every_row_comes_once_across_chunk_boundaries(int rows)
    {
        using var result = Connection.Query("select i, 'dòng thứ ' || i from range(?) t(i)", [rows]);
        long next = 0;
        while (result.Next())
        {
            for (var row = 0; row < result.Chunk.Count; row++)
            {
                Assert.Equal(next, result.Chunk.Column(0).Integer(row));
                Assert.Equal($"dòng thứ {next}", result.Chunk.Column(1).Text(row));
                next++;
            }
        }
        Assert.Equal(rows, next);
    }

    [Fact]
    public void A_column_without_nulls_has_no_mask_and_one_with_nulls_has_them_in_place()
    {
        using var result = Connection.Query(
            "select i, case when i % 3 = 0 then null else i end, null::varchar from range(5000) t(i)");
        var seen = 0;
        while (result.Next())
        {
            for (var row = 0; row < result.Chunk.Count; row++, seen++)
            {
                Assert.False(result.Chunk.Column(0).IsNull(row));
                Assert.Equal(seen % 3 == 0, result.Chunk.Column(1).IsNull(row));
                Assert.True(result.Chunk.Column(2).IsNull(row));
                Assert.True(result.Chunk.Column(2).Utf8(row).IsEmpty);
            }
        }
        Assert.Equal(5000, seen);
    }

    [Theory]
    [InlineData("")]
    [InlineData("mười hai")]
    [InlineData("123456789012")]
    [InlineData("1234567890123")]
    [InlineData("Ủy ban nhân dân tỉnh Gia Lai, số 02 Trần Phú")]
    public void Texts_shorter_and_longer_than_the_inlined_twelve_bytes_are_whole(string text)
    {
        Assert.Equal(text, One("select ?::varchar", text));
        Connection.Execute("create table t as select ?::varchar as x from range(3000)", text);
        using var result = Connection.Query("select x from t");
        Assert.All(result.Rows(), row => Assert.Equal(text, row[0]));
    }

    [Fact]
    public void A_text_of_a_megabyte_is_whole()
    {
        var text = string.Concat(Enumerable.Repeat("đường ", 150_000));
        Assert.Equal(text, One("select ?::varchar", text));
    }

    [Fact]
    public void What_is_read_of_a_chunk_that_is_gone_throws_instead_of_reading_freed_memory()
    {
        var result = Connection.Query("select 'một dòng dài hơn mười hai byte' from range(3000)");
        Assert.True(result.Next());
        var column = result.Chunk.Column(0);
        Assert.Equal(2048, column.Count);
        Assert.True(result.Next());
        Assert.Throws<ArgumentOutOfRangeException>(() => column.Text(2000));
        result.Dispose();
        Assert.Throws<ArgumentOutOfRangeException>(() => column.Text(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => column.IsNull(0));
        Assert.True(column.Utf8Values().IsEmpty);
    }

    [Fact]
    public void Raw_spans_hold_the_bare_values_and_refuse_another_width()
    {
        using var result = Connection.Query("select i::int, i::double / 2 from range(10) t(i)");
        Assert.True(result.Next());
        Assert.Equal([0, 1, 2, 3, 4, 5, 6, 7, 8, 9], result.Chunk.Column(0).Values<int>().ToArray());
        Assert.Equal(4.5, result.Chunk.Column(1).Values<double>()[9]);
        Assert.Throws<InvalidOperationException>(() => result.Chunk.Column(0).Values<long>().Length);
    }

    [Fact]
    public void A_failure_in_mid_stream_is_an_error_and_not_an_early_end()
    {
        using var result = Connection.Query(
            "select case when i = 500000 then 'mười' else '1' end::int from range(1000000) t(i)");
        var error = Assert.Throws<DuckException>(() => result.Rows().Count());
        Assert.Equal(DuckErrorType.Conversion, error.Type);
        Assert.Equal(1, Connection.Scalar<int>("select 1"));
    }

    [Fact]
    public void A_result_left_open_blocks_the_next_statement_until_it_is_disposed()
    {
        var result = Connection.Query("select i from range(10000000) t(i)");
        Assert.True(result.Next());
        Assert.Throws<InvalidOperationException>(() => Connection.Execute("select 1"));
        result.Dispose();
        Assert.False(result.Next());
        Assert.Equal(1, Connection.Scalar<int>("select 1"));
    }

    [Fact]
    public void A_connection_may_be_disposed_with_a_stream_open_and_the_database_before_both()
    {
        var database = DuckDatabase.Open(null);
        var connection = database.Connect();
        var result = connection.Query("select i, 'một dòng dài hơn mười hai byte' from range(10000000) t(i)");
        Assert.True(result.Next());
        database.Dispose();
        Assert.True(result.Next());
        connection.Dispose();
        Assert.False(result.Next());
        result.Dispose();
    }

    [Fact]
    public void Forgotten_results_and_connections_are_collected_without_harm()
    {
        for (var i = 0; i < 50; i++)
        {
            Forget();
        }
        GC.Collect();
        GC.WaitForPendingFinalizers();
        Assert.Equal(1, Connection.Scalar<int>("select 1"));

        void Forget() => Database.Connect().Query("select i::varchar from range(100000) t(i)").Next();
    }
}

internal static class Utf8Columns
{
    public static ReadOnlySpan<byte> Utf8Values(this DuckVector vector) =>
        vector.Count == 0 ? [] : Encoding.UTF8.GetBytes(vector.Text(0));
}
