using Phusa.Catalog.Contracts;
using Phusa.Quality.Contracts;

namespace Phusa.Tests.Store.Quality;

public sealed class TableCheckTests : CheckBench
{
    private static readonly Field[] Fields = [Field("k"), Field("n", FieldType.Integer)];

    [Fact]
    public void Rows_are_counted_without_those_that_are_rejected_by_bits_or_by_comparison()
    {
        var contract = Contract(Field("k") with { KeyPosition = 1 }, Field("n", FieldType.Integer) with { Maximum = 9m });
        var rule = Rule(CheckKinds.RowCount) with { Bound = new(BoundOperator.Be, 2) };
        var (_, measure) = Run(contract with { Rules = [rule] }, ["a", "1"], ["a", "2"], ["b", "10"], ["c", "3"]);

        Assert.Equal(2m, Result(measure, "rule").Measured);
        Assert.True(Result(measure, "rule").Passed);
    }

    [Theory]
    [InlineData("sum", 6)]
    [InlineData("countDistinct", 3)]
    [InlineData("avg", 2)]
    [InlineData("max", 3)]
    [InlineData("count", 3)]
    public void An_aggregate_must_keep_its_bound(string function, int expected)
    {
        var rule = Rule(CheckKinds.Aggregate, ("function", function), ("field", "n")) with
        {
            Bound = new(BoundOperator.Be, expected),
        };

        Assert.True(Result(Run(Contract(Fields) with { Rules = [rule] }, ["a", "1"], ["b", "2"], ["c", "3"], ["d", null]).Measure, "rule").Passed);
    }

    [Fact]
    public void A_table_that_fails_counts_as_one_field_failing_in_every_row()
    {
        var rule = Rule(CheckKinds.Aggregate, ("function", "sum"), ("field", "n")) with { Bound = new(BoundOperator.Be, 0) };
        var result = Result(Run(Contract(Fields) with { Rules = [rule] }, ["a", "1"], ["b", "2"]).Measure, "rule");

        Assert.Equal((2, 2, 3m), (result.Tested, result.Failed, result.Measured));
    }

    [Fact]
    public void An_aggregate_of_nothing_or_of_another_name_is_not_measured()
    {
        var nothing = Rule(CheckKinds.Aggregate, ("function", "sum"), ("field", "n"));
        var unknown = Rule(CheckKinds.Aggregate, ("function", "read_text"), ("field", "k"));

        Assert.False(Result(Run(Contract(Fields) with { Rules = [nothing] }, ["a", null]).Measure, "rule").IsMeasured);
        Assert.False(Result(Run(Contract(Fields) with { Rules = [unknown] }, ["a", null]).Measure, "rule").IsMeasured);
    }

    [Fact]
    public void SQL_gives_a_number_to_compare()
    {
        var rule = new QualityRule
        {
            Name = "total", Type = RuleType.Sql, Query = "select abs(sum(n) - 5) from ${object};",
            Bound = new(BoundOperator.LessThan, 1),
        };

        Assert.True(Result(Run(Contract(Fields) with { Rules = [rule] }, ["a", "2"], ["b", "3"]).Measure, "total").Passed);
        Assert.False(Result(Run(Contract(Fields) with { Rules = [rule] }, ["a", "2"], ["b", "4"]).Measure, "total").Passed);
    }

    [Fact]
    public void SQL_that_fails_while_it_runs_says_what_DuckDB_said()
    {
        var rule = new QualityRule { Name = "total", Type = RuleType.Sql, Query = "select sum(cast(k as integer)) from {object}" };
        var result = Result(Run(Contract(Fields) with { Rules = [rule] }, ["a", "2"]).Measure, "total");

        Assert.False(result.IsMeasured);
        Assert.Contains("Conversion Error", result.NotMeasured!.Value.Vi, StringComparison.Ordinal);
    }

    [Fact]
    public void SQL_without_a_bound_counts_rows_at_fault()
    {
        var rule = new QualityRule { Name = "bad", Type = RuleType.Sql, Query = "select count(*) from {object} where n > 2" };
        var result = Result(Run(Contract(Fields) with { Rules = [rule] }, ["a", "2"], ["b", "4"]).Measure, "bad");

        Assert.Equal((2, 1), (result.Tested, result.Failed));
    }

    [Fact]
    public void Duplicate_values_are_counted()
    {
        var rule = new QualityRule
        {
            Name = "twice", Metric = "duplicateValues", Bound = new(BoundOperator.Be, 0),
            Arguments = new Dictionary<string, object?> { ["properties"] = Many("k") },
        };

        Assert.Equal(1, Result(Run(Contract(Fields) with { Rules = [rule] }, ["a", "2"], ["a", "4"], ["b", "4"]).Measure, "twice").Failed);
    }

    [Fact]
    public void Population_is_a_share_of_what_is_expected_and_scales_the_score()
    {
        var rule = Rule(CheckKinds.Population, ("count", 4m)) with { Bound = new(BoundOperator.GreaterOrEqualTo, 90) };
        var contract = Contract(Field("k") with { Required = true }) with { Rules = [rule] };
        var (_, measure) = Run(contract, ["a"], ["b"], [null]);

        Assert.Equal(50m, Result(measure, "rule").Measured);
        Assert.Equal(100.0 * 2 / 3 * 0.5, ScoreCard.Of(contract, measure, null, null).Complete!.Value, 6);
    }

    [Fact]
    public void Drift_is_measured_against_the_served_version()
    {
        var rule = Rule(CheckKinds.Drift, ("aggregate", "sum"), ("field", "n"), ("maxChangePercent", 20m));
        var contract = Contract(Fields) with { Rules = [rule] };

        Assert.False(Result(Run(contract, ["a", "10"]).Measure, "rule").IsMeasured);
        Serve("", "k n", ["a", "10"]);
        Connection.Execute("create or replace table served_ as select k, n::bigint as n from served_");
        Assert.Equal((20m, 0), (Result(Run(contract, ["a", "12"]).Measure, "rule").Measured, Result(Run(contract, ["a", "12"]).Measure, "rule").Failed));
        Assert.Equal(1, Result(Run(contract, ["a", "13"]).Measure, "rule").Failed);
        Connection.Execute("create or replace table served_ as select k, 0::bigint as n from served_");
        Assert.False(Result(Run(contract, ["a", "13"]).Measure, "rule").IsMeasured);
    }

    [Fact]
    public void The_newest_row_may_be_so_many_days_old()
    {
        var rule = Rule(CheckKinds.Freshness, ("field", "d"), ("days", 3m));
        var contract = Contract(Field("d", FieldType.Date)) with { Rules = [rule] };
        var today = DateTime.UtcNow.AddHours(7);

        Assert.True(Result(Run(contract, ["2001-01-01"], [$"{today:yyyy-MM-dd}"]).Measure, "rule").Passed);
        Assert.False(Result(Run(contract, [$"{today.AddDays(-5):yyyy-MM-dd}"]).Measure, "rule").Passed);
        Assert.Equal(0, ScoreCard.Of(contract, Run(contract, ["2001-01-01"]).Measure, 100, null).Live);
    }

    [Fact]
    public void Rows_that_will_stand_beside_others_are_not_the_whole_table()
    {
        var rule = Rule(CheckKinds.RowCount) with { Bound = new(BoundOperator.Be, 100) };
        var (_, measure) = Run(Contract(Fields) with { Rules = [rule] }, LoadMode.Append, ["a", "1"]);

        Assert.False(Result(measure, "rule").IsMeasured);
    }

    [Fact]
    public void A_rule_of_another_tool_is_not_measured()
    {
        var rule = new QualityRule { Name = "theirs", Type = RuleType.Custom, Engine = "soda" };

        Assert.Contains("soda", Result(Run(Contract(Fields) with { Rules = [rule] }, ["a", "1"]).Measure, "theirs").NotMeasured!.Value.En,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Every_kind_a_contract_may_name_makes_a_check()
    {
        foreach (var kind in CheckKinds.All)
        {
            var plan = CheckPlan.Of(Contract(Fields) with { Rules = [Rule(kind)] }, Relations);
            Assert.Contains("rule", plan.Checks.Select(check => check.Name));
        }
    }
}
