using System.Globalization;
using Phusa.Warehouse.DuckDb;

namespace Phusa.Tests.Store.Warehouse.DuckDb;

public sealed class BindingTests : DuckTests
{
    public static TheoryData<object> Values { get; } =
    [
        true, 42, 42L, -1.5, "Đắk Lắk", "", 0.1f, ulong.MaxValue, Int128.MinValue + 1,
        new DateOnly(1975, 4, 30), new TimeOnly(11, 30, 0), new DateTime(1975, 4, 30, 11, 30, 0),
        new DateTimeOffset(2025, 7, 1, 0, 0, 0, TimeSpan.Zero),
        Guid.Parse("f81d4fae-7dec-11d0-a765-00a0c91e6bf6"), Guid.Empty,
        new byte[] { 0, 1, 255 }, Array.Empty<byte>(),
    ];

    [Theory]
    [MemberData(nameof(Values))]
    public void A_value_comes_back_as_it_was_bound(object value) => Assert.Equal(value, One("select ?", value));

    [Theory]
    [InlineData("0")]
    [InlineData("-0.5")]
    [InlineData("123456789.123456789")]
    [InlineData("-79228162514264337593543950335")]
    [InlineData("0.0000000000000000000000000001")]
    public void A_decimal_comes_back_exactly(string text)
    {
        var value = decimal.Parse(text, CultureInfo.InvariantCulture);
        Assert.Equal(value, One("select ?", value));
    }

    [Fact]
    public void Null_is_null() => Assert.Null(One("select ?::int", [null]));

    [Fact]
    public void Lists_are_bound_whole()
    {
        Assert.Equal(new object?[] { "xã", null, "phường" }, One("select ?", [new[] { "xã", null, "phường" }]));
        Assert.Equal(new object?[] { 1L, 2L }, One("select ?", [new[] { 1L, 2L }]));
        Assert.Empty(Assert.IsType<object?[]>(One("select ?", [Array.Empty<string>()])));
        Assert.Equal(2L, One("select count(*) from range(10) t(i) where i in (select unnest(?))", [new[] { 3L, 4L }]));
    }

    [Fact]
    public void A_value_cannot_become_a_statement()
    {
        Connection.Execute("create table t (x varchar)");
        Connection.Execute("insert into t values (?)", "'); drop table t; --");
        Assert.Equal("'); drop table t; --", One("select x from t"));
    }

    [Fact]
    public void Too_few_or_too_many_values_are_refused()
    {
        Assert.Throws<ArgumentException>(() => Connection.Execute("select ?, ?", 1));
        Assert.Throws<ArgumentException>(() => Connection.Execute("select 1", 1));
        Assert.Throws<ArgumentException>(() => Connection.Execute("select 1; select ?", 1));
        Assert.Throws<ArgumentException>(() => Connection.Execute("select ?", new object()));
        Assert.Throws<ArgumentException>(() => Connection.Execute("select 1\0; drop table t"));
    }

    [Fact]
    public void Names_and_literals_are_quoted()
    {
        Connection.Execute($"""create table {DuckSql.Identifier("bảng \"lạ\"")} (x int)""");
        Assert.Equal(0L, One($"select count(*) from {DuckSql.Identifier("bảng \"lạ\"")}"));
        Assert.Equal("it's \\ 100%", One($"select {DuckSql.Literal("it's \\ 100%")}"));
        Assert.Throws<ArgumentException>(() => DuckSql.Literal("a\0b"));
    }
}
