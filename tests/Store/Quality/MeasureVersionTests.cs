using Phusa.Catalog.Contracts;
using Phusa.Quality.Contracts;

namespace Phusa.Tests.Store.Quality;

public sealed class MeasureVersionTests : CheckBench
{
    [Fact]
    public void A_merged_version_is_measured_whole_from_its_typed_rows()
    {
        var contract = Contract(
            Field("id") with { KeyPosition = 1 },
            Field("n", FieldType.Integer) with { Maximum = 9m },
            Field("d", FieldType.Date) with { Format = "iso-date" }) with
        {
            Rules = [Rule(CheckKinds.RowCount) with { Bound = new(BoundOperator.Be, 3) }],
        };
        Connection.Execute(
            """
            create table merged as select * from (values
                ('a', 1::bigint, date '2025-01-31', 'load-1', 7), ('b', null, null, 'load-1', 8), ('a', 10, null, 'load-2', 0),
                ('b', 3, null, 'load-2', 1), ('c', 4, null, 'load-2', 2)) v(id, n, d, _load, _row)
            """);

        var measure = MeasureVersion.Run(Connection, contract, Relations, "merged");

        Assert.Equal((5, 1), (measure.Rows, measure.DirtyRows));
        Assert.Equal((4, 1), (Result(measure, "n.range").Tested, Result(measure, "n.range").Failed));
        Assert.Equal(1, Result(measure, "key").Failed);
        Assert.Equal((1, 0), (Result(measure, "d.format").Tested, Result(measure, "d.format").Failed));
        Assert.Equal(3m, Result(measure, "rule").Measured);
        Assert.Equal("load-2", One($"select _load from {MeasureVersion.Table} m join _late l using (row)"));
    }

    [Fact]
    public void Typed_dates_are_not_faulted_for_how_they_once_were_written()
    {
        var contract = Contract(Field("d", FieldType.Date) with { Format = "period" });
        Connection.Execute("create table merged as select date '2025-01-31' as d");

        Assert.Equal(0, Result(MeasureVersion.Run(Connection, contract, Relations, "merged"), "d.format").Failed);
    }
}
