using Phusa.Catalog.Contracts;
using Phusa.Quality.Contracts;

namespace Phusa.Tests.Store.Quality;

public sealed class RowRuleTests : CheckBench
{
    private static readonly Field[] Years = [Field("a", FieldType.Integer), Field("b", FieldType.Integer)];

    [Theory]
    [InlineData("<=", new long[] { 3 })]
    [InlineData("<", new long[] { 2, 3 })]
    [InlineData("==", new long[] { 1, 3 })]
    [InlineData("!=", new long[] { 2 })]
    public void Two_fields_are_compared(string sign, long[] expected)
    {
        Assert.Equal(expected, Failing(
            Rule(CheckKinds.Compare, ("left", "a"), ("operator", sign), ("right", "b")), Years,
            ["1", "2"], ["2", "2"], ["3", "2"], [null, "1"]));
    }

    [Fact]
    public void A_field_is_compared_with_a_constant()
    {
        Assert.Equal([2], Failing(
            Rule(CheckKinds.Compare, ("left", "a"), ("operator", "<="), ("right", "2")), Years, ["2", null], ["3", null]));
        Assert.Equal([1], Failing(
            Rule(CheckKinds.Compare, ("left", "d"), ("operator", "<="), ("right", "today")), [Field("d", FieldType.Date)],
            ["9999-01-01"], ["2020-01-01"]));
    }

    [Fact]
    public void An_operator_that_compares_nothing_is_not_measured()
    {
        var rule = Rule(CheckKinds.Compare, ("left", "a"), ("operator", "or true or"), ("right", "b"));
        var (_, measure) = Run(Contract(Years) with { Rules = [rule] }, ["1", "2"]);

        Assert.False(Result(measure, "rule").IsMeasured);
    }

    [Theory]
    [InlineData("equals", "x", new long[] { 1 })]
    [InlineData("notEquals", "x", new long[] { 3 })]
    public void A_field_may_be_required_under_a_condition(string word, string value, long[] expected)
    {
        var when = new Dictionary<string, object?> { ["field"] = "b", [word] = value };

        Assert.Equal(expected, Failing(
            Rule(CheckKinds.RequiredWhen, ("field", "a"), ("when", when)), [Field("a"), Field("b")],
            [null, "x"], ["1", "x"], [null, "y"], [null, null]));
    }

    [Fact]
    public void Required_when_another_is_filled()
    {
        var when = new Dictionary<string, object?> { ["field"] = "b", ["filled"] = true };

        Assert.Equal([1], Failing(
            Rule(CheckKinds.RequiredWhen, ("field", "a"), ("when", when)), [Field("a"), Field("b")], [null, "x"], [null, null]));
    }

    [Fact]
    public void Marks_alone_say_nothing()
    {
        Assert.Equal([2, 3], Failing(Rule(CheckKinds.Blank, ("field", "a")), [Field("a")], ["Đ"], ["-"], [" … "], [null], ["0"]));
    }

    [Fact]
    public void An_expression_must_hold_and_a_row_it_cannot_be_computed_for_is_at_fault()
    {
        Assert.Equal([2, 3], Failing(
            Rule(CheckKinds.Expression, ("expression", "cast(t as integer) > 3")), [Field("t")], ["5"], ["x"], ["1"], [null]));
    }

    [Fact]
    public void An_expression_is_about_the_fields_it_names()
    {
        var rule = Rule(CheckKinds.Expression, ("expression", "length(b) = 4 or left(b, 4) <= right(a, 4)"));
        var (_, measure) = Run(Contract(Field("a"), Field("b"), Field("c")) with { Rules = [rule] }, ["2024", "2024", "x"]);

        Assert.Equal(["a", "b"], Result(measure, "rule").Check.Fields);
    }

    [Fact]
    public void A_date_is_plausible_between_its_limits_the_last_day_included()
    {
        Assert.Equal([1, 3], Failing(
            Rule(CheckKinds.PlausibleDate, ("field", "d"), ("notBefore", "2000-01-01"), ("notAfter", "2025-06-30")),
            [Field("d", FieldType.Date)], ["1999-12-31"], ["2025-06-30"], ["2025-07-01"], [null]));
        Assert.Equal([1], Failing(
            Rule(CheckKinds.PlausibleDate, ("field", "d")), [Field("d", FieldType.Timestamp)], ["9000-01-01 10:00:00"], ["2020-01-01 00:00:00"]));
    }

    [Fact]
    public void A_point_lies_inside_its_box()
    {
        Assert.Equal([2], Failing(
            Rule(CheckKinds.Inside, ("field", "g"), ("bbox", Many(107.2m, 12.9m, 109.5m, 14.8m))), [Field("g")],
            ["POINT(108 14)"], ["POINT(14 108)"], [null]));
    }

    [Fact]
    public void A_citizen_number_agrees_with_birth_and_sex()
    {
        var rule = Rule(CheckKinds.CitizenIdAgrees, ("field", "id"), ("birthDate", "d"), ("sex", "s"));

        Assert.Equal([2, 3], Failing(rule, [Field("id"), Field("d", FieldType.Date), Field("s")],
            ["064085000001", "1985-05-05", "nam"], ["064085000001", "1986-05-05", "nam"], ["064085000001", "1985-05-05", "nữ"],
            ["064305000001", "2005-05-05", "nữ"], ["short", "1985-05-05", "nam"]));
    }

    [Fact]
    public void Failing_rows_come_from_a_query_of_the_contract()
    {
        Assert.Equal([2, 3], Failing(
            Rule(CheckKinds.FailingRows, ("query", "select row from {rows} where a > (select avg(b) from {rows})")), Years,
            ["1", "2"], ["3", "2"], ["4", "2"]));
    }

    [Fact]
    public void A_query_may_read_another_dataset_by_its_name()
    {
        Serve("limits", "name value", ["top", "5"]);
        var rule = Rule(CheckKinds.FailingRows,
            ("query", "select r.row from {rows} r, {dataset.limits} l where r.a > cast(l.value as integer)"));

        Assert.Equal(["limits"], CheckPlan.Needs(Contract(Years) with { Rules = [rule] }));
        Assert.Equal([2], Failing(rule, Years, ["5", null], ["6", null]));
    }

    [Theory]
    [InlineData("select row from read_csv('/etc/passwd')")]
    [InlineData("select row from '/etc/passwd.csv'")]
    [InlineData("select row from {rows}, duckdb_settings()")]
    [InlineData("select row from {rows} where getvariable('x') is null")]
    [InlineData("select row from information_schema.tables")]
    [InlineData("select row from staged")]
    [InlineData("with recursive r as (select 1 as row union all select row + 1 from r) select row from r")]
    [InlineData("with \"a.csv\" as (select 1 as row) select row from {rows}, \"a.csv\"")]
    [InlineData("select 1 as row; drop table staged")]
    [InlineData("drop table staged")]
    [InlineData("copy staged to 'x.csv'")]
    [InlineData("select row, repeat('x', 1000000000) from {rows}")]
    [InlineData("select nothing from {rows}")]
    [InlineData("select row from {rows} where")]
    public void SQL_that_the_gate_does_not_know_is_not_run_and_says_why(string query)
    {
        var (_, measure) = Run(Contract(Years) with { Rules = [Rule(CheckKinds.FailingRows, ("query", query))] }, ["1", "2"]);

        var result = Result(measure, "rule");
        Assert.False(result.IsMeasured);
        Assert.NotEqual("", result.NotMeasured!.Value.Vi);
        Assert.Equal(1L, One("select count(*) from staged"));
    }

    [Theory]
    [InlineData("true) or (1 = 1")]
    [InlineData("true), (1")]
    [InlineData("a > (select max(a) from staged)")]
    [InlineData("true) from staged where (true")]
    [InlineData("c > 1")]
    [InlineData("a > 1 /* ")]
    [InlineData("")]
    public void An_expression_cannot_leave_its_brackets(string expression)
    {
        var rule = Rule(CheckKinds.Expression, ("expression", expression));
        var (_, measure) = Run(Contract(Years) with { Rules = [rule] }, ["1", "2"]);

        Assert.False(Result(measure, "rule").IsMeasured, expression);
    }

    [Fact]
    public void A_comment_at_the_end_of_an_expression_takes_nothing_away()
    {
        Assert.Equal([1], Failing(Rule(CheckKinds.Expression, ("expression", "a > 1 -- two at least")), Years, ["1", null], ["2", null]));
    }
}
