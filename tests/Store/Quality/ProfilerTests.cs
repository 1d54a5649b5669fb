using Phusa.Catalog.Contracts;
using Phusa.Quality.Contracts;

namespace Phusa.Tests.Store.Quality;

public sealed class ProfilerTests : CheckBench
{
    [Fact]
    public void Numbers_dates_and_texts_are_profiled_together()
    {
        Connection.Execute(
            """
            create table t as select i as n, case when i % 10 = 0 then null else i * 0.5 end as half,
                date '2025-01-01' + (i % 30)::integer as d, case when i % 2 = 0 then 'Xã ' || (i % 3) else 'B-1' end as text, i % 2 = 0 as flag
            from range(1, 1001) r(i)
            """);
        var profile = Profiler.Of(Connection,
            [Field("n", FieldType.Integer), Field("half", FieldType.Number), Field("d", FieldType.Date), Field("text"), Field("flag", FieldType.Boolean)], "t");

        Assert.Equal(1000, profile.Rows);
        var (n, half, day, text, flag) = (profile.Columns[0], profile.Columns[1], profile.Columns[2], profile.Columns[3], profile.Columns[4]);
        Assert.Equal(("1", "1000", 500.5), (n.Minimum, n.Maximum, n.Mean));
        Assert.Equal(20, n.Bins.Count);
        Assert.Equal(1000, n.Bins.Sum(bin => bin.Count));
        Assert.All(n.Bins, bin => Assert.InRange(bin.Count, 49, 51));
        Assert.InRange(double.Parse(n.Quantiles[2], System.Globalization.CultureInfo.InvariantCulture), 480, 520);
        Assert.Equal((900, 100), (half.Filled, half.Nulls));
        Assert.Equal(900, half.Bins.Sum(bin => bin.Count));
        Assert.Equal(("2025-01-01", "2025-01-30"), (day.Minimum, day.Maximum));
        Assert.Equal(1000, day.Bins.Sum(bin => bin.Count));
        Assert.Equal((4, 3, 4), (text.Distinct, text.ShortestText, text.LongestText));
        Assert.Equal(new ValueCount("B-1", 500), text.Top[0]);
        Assert.Equal([new("A-9", 500), new("AA 9", 500)], text.Patterns);
        Assert.Equal((2, 0), (flag.Distinct, flag.Bins.Count));
    }

    [Fact]
    public void Rows_without_values_and_values_without_distance_have_no_histogram()
    {
        Connection.Execute("create table t as select null::bigint as n, 'NaN'::double as x, 7 as same from range(3)");
        var profile = Profiler.Of(Connection, [Field("n", FieldType.Integer), Field("x", FieldType.Number), Field("same", FieldType.Integer)], "t");

        Assert.All(profile.Columns, column => Assert.Empty(column.Bins));
        Assert.Null(profile.Columns[0].Minimum);
        Assert.Null(profile.Columns[1].Mean);
        Assert.Equal("7", profile.Columns[2].Maximum);
    }
}
