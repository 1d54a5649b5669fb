using System.Globalization;
using Phusa.Warehouse.DuckDb;

namespace Phusa.Tests.Store.Warehouse.DuckDb;

public sealed class TypeTests : DuckTests
{
    [Theory]
    [InlineData("-12.3::decimal(4,1)", "-12.3")]
    [InlineData("-1234567.89::decimal(9,2)", "-1234567.89")]
    [InlineData("-1234567890123456.78::decimal(18,2)", "-1234567890123456.78")]
    [InlineData("-12345678901234567890123456.78::decimal(38,2)", "-12345678901234567890123456.78")]
    [InlineData("1.5::decimal(38,30)", "1.5000000000000000000000000000")]
    [InlineData("0::decimal(18,3)", "0.000")]
    public void Decimals_of_each_storage_width_keep_every_digit(string sql, string expected)
    {
        var value = Assert.IsType<decimal>(One($"select {sql}"));
        Assert.Equal(decimal.Parse(expected, CultureInfo.InvariantCulture), value);
        Assert.Equal(expected, value.ToString(CultureInfo.InvariantCulture));
    }

    [Fact]
    public void A_decimal_too_long_for_dotnet_says_so_and_still_gives_its_digits()
    {
        using var result = Connection.Query("select 99999999999999999999999999999999999.999::decimal(38,3)");
        Assert.True(result.Next());
        Assert.Throws<OverflowException>(() => result.Chunk.Column(0).Decimal(0));
        Assert.Equal(
            Int128.Parse(new string('9', 38), CultureInfo.InvariantCulture), result.Chunk.Column(0).Unscaled(0));
    }

    [Theory]
    [InlineData("(-128)::tinyint", -128L)]
    [InlineData("(-32768)::smallint", -32768L)]
    [InlineData("(-2147483648)::integer", -2147483648L)]
    [InlineData("(-9223372036854775808)::bigint", long.MinValue)]
    [InlineData("255::utinyint", 255L)]
    [InlineData("65535::usmallint", 65535L)]
    [InlineData("4294967295::uinteger", 4294967295L)]
    [InlineData("9223372036854775807::ubigint", long.MaxValue)]
    [InlineData("(-5)::hugeint", -5L)]
    [InlineData("5::uhugeint", 5L)]
    [InlineData("true", 1L)]
    public void Whole_numbers_of_every_width_widen_to_64_bits(string sql, long expected)
    {
        using var result = Connection.Query($"select {sql}");
        Assert.True(result.Next());
        Assert.Equal(expected, result.Chunk.Column(0).Integer(0));
        Assert.Equal(expected, result.Chunk.Column(0).Number(0));
        Assert.Equal(expected, result.Chunk.Column(0).Decimal(0));
    }

    [Fact]
    public void A_sum_beyond_64_bits_overflows_instead_of_wrapping()
    {
        using var result = Connection.Query("select sum(9223372036854775807) from range(3)");
        Assert.True(result.Next());
        Assert.Equal(DuckType.HugeInt, result.Columns[0].Type);
        Assert.Throws<OverflowException>(() => result.Chunk.Column(0).Integer(0));
        Assert.Equal((Int128)long.MaxValue * 3, result.Chunk.Column(0).Value(0));
    }

    [Theory]
    [InlineData("timestamp")]
    [InlineData("timestamp_s")]
    [InlineData("timestamp_ms")]
    [InlineData("timestamp_ns")]
    public void Timestamps_of_every_unit_are_the_same_moment_before_and_after_1970(string type)
    {
        Assert.Equal(new DateTime(1945, 9, 2, 14, 0, 0), One($"select '1945-09-02 14:00:00'::{type}"));
        Assert.Equal(new DateTime(2025, 7, 1, 0, 0, 1), One($"select '2025-07-01 00:00:01'::{type}"));
    }

    [Fact]
    public void Fractions_of_a_second_are_kept()
    {
        Assert.Equal(new DateTime(1969, 12, 31, 23, 59, 59).AddTicks(1_234_560),
            One("select '1969-12-31 23:59:59.123456'::timestamp"));
        Assert.Equal(new DateTime(1969, 12, 31, 23, 59, 59).AddTicks(1_234_567),
            One("select '1969-12-31 23:59:59.123456789'::timestamp_ns"));
        Assert.Equal(new DateTime(1969, 12, 31, 23, 59, 59).AddMilliseconds(123),
            One("select '1969-12-31 23:59:59.123'::timestamp_ms"));
    }

    [Fact]
    public void An_instant_is_one_whatever_the_zone_it_was_written_in()
    {
        Connection.Execute("set timezone = 'Asia/Ho_Chi_Minh'");
        Assert.Equal(new DateTimeOffset(2025, 6, 30, 17, 0, 0, TimeSpan.Zero),
            One("select '2025-07-01 00:00:00'::timestamptz"));
    }

    [Fact]
    public void Dates_times_and_spans_are_read()
    {
        Assert.Equal(new DateOnly(1930, 2, 3), One("select date '1930-02-03'"));
        Assert.Equal(new TimeOnly(7, 30, 15), One("select time '07:30:15'"));
        Assert.Equal(new TimeOnly(7, 30), One("select '07:30:00+07'::timetz"));
        Assert.Equal(new DuckInterval(14, 3, 5_000_000), One("select interval '1 year 2 months 3 days 5 seconds'"));
    }

    [Theory]
    [InlineData("date '20025-01-01'")]
    [InlineData("'infinity'::date")]
    [InlineData("'-infinity'::timestamp")]
    [InlineData("timestamp '20025-01-01'")]
    public void A_date_outside_the_calendar_is_told_and_not_read_as_another(string sql)
    {
        using var result = Connection.Query($"select {sql}");
        Assert.True(result.Next());
        Assert.False(result.Chunk.Column(0).IsInCalendar(0));
        Assert.Throws<OverflowException>(() => result.Chunk.Column(0).Value(0));
    }

    [Fact]
    public void Identifiers_blobs_bits_and_enums_are_read()
    {
        var id = Guid.Parse("f81d4fae-7dec-11d0-a765-00a0c91e6bf6");
        Assert.Equal(id, One($"select '{id}'::uuid"));
        Assert.Equal(Guid.Parse("0a1d4fae-7dec-11d0-a765-00a0c91e6bf6"),
            One("select '0a1d4fae-7dec-11d0-a765-00a0c91e6bf6'::uuid"));
        Assert.Equal(new byte[] { 0, 255, 10 }, One("select '\\x00\\xFF\\x0A'::blob"));
        Assert.Equal("0101100111", One("select '0101100111'::bit"));
        Connection.Execute("create type cap as enum ('tỉnh', 'xã')");
        using var result = Connection.Query("select 'xã'::cap");
        Assert.Equal(["tỉnh", "xã"], result.Columns[0].EnumValues);
        Assert.Equal("xã", result.Rows().Single()[0]);
    }

    [Fact]
    public void Lists_structs_maps_arrays_and_unions_are_read_in_every_row()
    {
        using var result = Connection.Query("""
            select case when i % 2 = 0 then [i::varchar, null, 'một phần tử khá dài'] end,
                   {'ten': 'Pleiku', 'so': i}, map {'a': i}, array_value(i, i + 1),
                   union_value(so := i), [[i], []]
            from range(3000) t(i)
            """);
        Assert.Equal("STRUCT(\"ten\" VARCHAR, \"so\" BIGINT)", result.Columns[1].TypeName);
        Assert.Equal("BIGINT[2]", result.Columns[3].TypeName);
        long i = 0;
        foreach (var row in result.Rows())
        {
            Assert.Equal(i % 2 == 0 ? new object?[] { $"{i}", null, "một phần tử khá dài" } : null, row[0]);
            Assert.Equal(new Dictionary<string, object?> { ["ten"] = "Pleiku", ["so"] = i }, row[1]);
            Assert.Equal([KeyValuePair.Create<object, object?>("a", i)], (KeyValuePair<object, object?>[])row[2]!);
            Assert.Equal(new object?[] { i, i + 1 }, row[3]);
            Assert.Equal(i, row[4]);
            Assert.Equal(new object?[] { new object?[] { i }, Array.Empty<object?>() }, row[5]);
            i++;
        }
        Assert.Equal(3000, i);
    }
}
