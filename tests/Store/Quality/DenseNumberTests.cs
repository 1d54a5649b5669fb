using Phusa.Quality.Checks;
using Phusa.Warehouse.DuckDb;

namespace Phusa.Tests.Store.Quality;

public sealed class DenseNumberTests : IDisposable
{
    private readonly DuckDatabase database = DuckDatabase.Open(null);
    private readonly DuckConnection connection;

    public DenseNumberTests() => connection = database.Connect();

    [Theory]
    [InlineData("select * from range(-3, 100000)", true)]
    [InlineData("select 7::bigint", true)]
    [InlineData("select * from range(100) union all select null union all select null", true)]
    [InlineData("select * from range(100) union all select 42", false)]
    [InlineData("select null::bigint", true)]
    [InlineData("select 9223372036854775807 union all select 9223372036854775806", true)]
    public void Numbers_that_lie_close_together_are_told_apart(string rows, bool unique) =>
        Assert.Equal(unique, DenseNumbers.AreUnique(connection, $"({rows}) t(\"số\")", "số"));

    [Theory]
    [InlineData("select 1::bigint union all select 1000")]
    [InlineData("select -9223372036854775807 union all select 9223372036854775807")]
    public void Of_numbers_far_apart_nothing_is_claimed(string rows) =>
        Assert.False(DenseNumbers.AreUnique(connection, $"({rows}) t(n)", "n"));

    public void Dispose()
    {
        connection.Dispose();
        database.Dispose();
    }
}
