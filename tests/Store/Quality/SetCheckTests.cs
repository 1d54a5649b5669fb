using Phusa.Catalog.Contracts;
using Phusa.Quality.Contracts;

namespace Phusa.Tests.Store.Quality;

public sealed class SetCheckTests : CheckBench
{
    [Fact]
    public void Of_equal_keys_the_first_row_stands_and_an_empty_key_is_another_matter()
    {
        var contract = Contract(Field("a") with { KeyPosition = 1 }, Field("b") with { KeyPosition = 2 });
        var (plan, measure) = Run(contract, ["x", "1"], ["x", "2"], ["x", "1"], [null, "1"], [null, "1"], ["x", "1"]);

        Assert.Equal([3, 6], At(plan, "key"));
        Assert.Equal(1L, One("select distinct other from _late"));
        Assert.Equal([4, 5], At(plan, "a.required"));
        Assert.Equal(2, Result(measure, "key").Failed);
    }

    [Fact]
    public void A_row_that_is_rejected_already_is_no_first_row()
    {
        var contract = Contract(
            Field("a") with { KeyPosition = 1 }, Field("n", FieldType.Integer) with { Maximum = 9m },
            Field("c") with { CodeList = new("list") });
        Serve("list", "code", ["ok"]);
        var (plan, _) = Run(contract, ["x", "10", "ok"], ["x", "1", "no"], ["x", "2", "ok"], ["x", "3", "ok"]);

        Assert.Equal([1], At(plan, "n.range"));
        Assert.Equal([2], At(plan, "c.codeList"));
        Assert.Equal([4], At(plan, "key"));
        Assert.Equal(3L, One("select other from _late where row = 4"));
    }

    [Fact]
    public void A_row_hears_of_every_list_it_misses_whatever_else_is_wrong_with_it()
    {
        var contract = Contract(
            Field("n", FieldType.Integer) with { Maximum = 9m },
            Field("c") with { CodeList = new("list") }, Field("d") with { CodeList = new("list") });
        Serve("list", "code", ["ok"]);
        var (plan, _) = Run(contract, ["10", "no", "no"], ["1", "no", "no"], ["1", "ok", "ok"]);

        Assert.Equal([1], At(plan, "n.range"));
        Assert.Equal([1, 2], At(plan, "c.codeList"));
        Assert.Equal([1, 2], At(plan, "d.codeList"));
    }

    [Fact]
    public void A_unique_field_may_be_empty_more_than_once()
    {
        Assert.Equal([3], Failing(Field("a") with { Unique = true }, "unique", "x", null, "x", null));
    }

    [Fact]
    public void A_code_list_is_looked_up_by_its_key_even_where_both_name_the_column_alike()
    {
        Serve("list", "code label", ["01", "một"], ["02", "hai"]);

        Assert.Equal([3], Failing(Field("code") with { CodeList = new("list") }, "codeList", "01", "02", "03", null));
    }

    [Theory]
    [InlineData("2024", new long[] { 3 })]
    [InlineData("2025", new long[] { 1 })]
    [InlineData("2024-07", new long[] { 3 })]
    [InlineData("moi-nhat", new long[0])]
    public void A_dated_list_holds_the_values_in_force_then(string version, long[] expected)
    {
        Serve("list", "code valid_from valid_to", ["old", null, "2024-12-31"], ["kept", "2020-01-01", null], ["new", "2025-01-01", null]);
        Connection.Execute("create or replace table served_list as select code, valid_from::date as valid_from, valid_to::date as valid_to from served_list");

        Assert.Equal(expected, Failing(Field("c") with { CodeList = new("list", version) }, "codeList", "old", "kept", "new"));
    }

    [Fact]
    public void A_reference_is_to_the_field_it_names()
    {
        Serve("agencies", "code name", ["H21.05", "x"]);
        var field = Field("name") with { References = [new("agencies", "code")] };

        Assert.Equal([2], Failing(field, "reference", "H21.05", "x", null));
    }

    [Fact]
    public void What_cannot_be_compared_yet_is_not_measured()
    {
        var (_, measure) = Run(Contract(Field("c") with { CodeList = new("absent") }), ["x"]);

        Assert.False(Result(measure, "c.codeList").IsMeasured);
        Assert.Contains("absent", Result(measure, "c.codeList").NotMeasured!.Value.Vi, StringComparison.Ordinal);
    }

    [Fact]
    public void An_append_may_not_bring_a_served_key()
    {
        Serve("", "a", ["x"]);
        var (plan, _) = Run(Contract(Field("a") with { KeyPosition = 1 }), LoadMode.Append, ["x"], ["y"]);

        Assert.Equal([1], At(plan, "key.served"));
        Assert.DoesNotContain("key.served", Run(Contract(Field("a") with { KeyPosition = 1 }), ["x"]).Plan.Checks.Select(check => check.Name));
    }

    [Fact]
    public void Rows_alike_in_every_field_are_duplicates_their_empty_cells_too()
    {
        Assert.Equal([2], Failing(
            Rule(CheckKinds.DuplicateRow), [Field("a"), Field("b")], ["x", null], ["x", null], ["x", ""], [null, null]));
        Assert.Equal([2, 3], Failing(
            Rule(CheckKinds.DuplicateRow, ("fields", Many("a"))), [Field("a"), Field("b")], ["x", null], ["x", null], ["x", "y"]));
    }

    [Fact]
    public void A_reference_rule_compares_all_its_fields_and_passes_empty_ones()
    {
        Serve("other", "code year", ["a", "2024"]);
        var rule = Rule(CheckKinds.Reference, ("dataset", "other"),
            ("on", new Dictionary<string, object?> { ["x"] = "code", ["y"] = "year" }));

        Assert.Equal([2], Failing(rule, [Field("x"), Field("y", FieldType.Integer)], ["a", "2024"], ["a", "2023"], [null, "2024"]));
    }

    [Fact]
    public void Agreement_wants_the_same_value_under_the_same_key()
    {
        Serve("other", "code name", ["a", "An"], ["b", "Bình"], ["c", null]);
        var rule = Rule(CheckKinds.Agreement, ("dataset", "other"), ("on", Many("code")), ("fields", Many("name")));

        Assert.Equal([2, 3], Failing(rule, [Field("code"), Field("name")], ["a", "An"], ["b", "Binh"], ["c", "Chi"], ["d", "?"]));
    }

    [Fact]
    public void A_dependency_holds_to_the_first_row()
    {
        var rule = Rule(CheckKinds.FunctionalDependency, ("determinant", Many("code")), ("dependent", Many("name", "kind")));

        Assert.Equal([2, 3], Failing(rule, [Field("code"), Field("name"), Field("kind")],
            ["a", "An", "1"], ["a", "Anh", "1"], ["a", "An", null], ["a", "An", "1"], ["b", "x", "y"], [null, "q", "r"], [null, "s", "t"]));
    }

    [Fact]
    public void Overlaps_are_found_behind_a_long_range_and_after_one_without_end()
    {
        Field[] fields = [Field("id"), Field("f", FieldType.Date), Field("t", FieldType.Date)];
        var rule = Rule(CheckKinds.NoOverlap, ("by", Many("id")), ("from", "f"), ("to", "t"));
        string?[][] rows =
        [
            ["a", "2024-01-01", "2024-12-31"], ["a", "2024-02-01", "2024-02-10"], ["a", "2024-06-01", "2024-06-10"],
            ["a", "2025-01-01", null], ["a", "2026-01-01", "2026-02-01"], ["b", "2024-01-01", "2024-12-31"],
        ];

        Assert.Equal([2, 3, 5], Failing(rule, fields, rows));
        Assert.Equal(1L, One("select other from _late where row = 3"));
        Assert.Equal(4L, One("select other from _late where row = 5"));
        Assert.Equal([2], Failing(
            Rule(CheckKinds.NoOverlap, ("from", "f"), ("to", "t")), fields, ["a", "2024-01-01", "2024-01-31"], ["b", "2024-01-31", null]));
    }

    [Fact]
    public void An_outlier_is_far_from_its_own_group_and_equal_values_have_none()
    {
        Field[] fields = [Field("k"), Field("n", FieldType.Integer)];
        string?[][] rows = [.. Enumerable.Range(1, 9).Select(n => new[] { "a", $"{n}" }), ["a", "90"], ["b", "90"], ["b", "91"]];

        Assert.Equal([10], Failing(Rule(CheckKinds.Outlier, ("field", "n"), ("by", Many("k"))), fields, rows));
        Assert.Equal([10, 11, 12], Failing(Rule(CheckKinds.Outlier, ("field", "n"), ("factor", 1.5m)), fields, rows));
        Assert.Empty(Failing(Rule(CheckKinds.Outlier, ("field", "n")), fields, ["a", "1"], ["a", "1"], ["a", "1"], ["a", "1"], ["a", "2"]));
    }

    [Fact]
    public void Near_duplicates_differ_in_a_letter_or_an_accent_and_empty_rows_are_none()
    {
        Assert.Equal([2], Failing(
            Rule(CheckKinds.FuzzyDuplicate, ("fields", Many("name"))), [Field("name")],
            ["Nguyễn Thị Đào"], ["Nguyễn Thi Đào"], ["Trần Văn Nam"], [null], [null]));
    }

    [Fact]
    public void A_warning_of_a_set_rejects_nothing()
    {
        var rule = Rule(CheckKinds.DuplicateRow) with { Severity = Severity.Warning };
        var (plan, measure) = Run(Contract(Field("a")) with { Rules = [rule] }, ["x"], ["x"]);

        Assert.Equal("-1", CheckRun.RejectingSets(plan));
        Assert.Equal(1, Result(measure, "rule").Failed);
    }
}
