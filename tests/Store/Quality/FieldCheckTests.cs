using System.Text.RegularExpressions;
using Phusa.Catalog.Contracts;
using Phusa.Kernel.Identifiers;
using Phusa.Quality.Checks;
using Phusa.Quality.Contracts;
using Phusa.Tests.Unit.Kernel.Identifiers;

namespace Phusa.Tests.Store.Quality;

public sealed class FieldCheckTests : CheckBench
{
    [Fact]
    public void A_cell_that_cannot_be_read_as_its_type_is_at_fault_and_an_empty_one_is_not()
    {
        Assert.Equal([2, 4], Failing(Field("n", FieldType.Integer), "type", "1", "x", null, "1e400", "-5"));
        Assert.Equal([2], Failing(Field("d", FieldType.Date), "type", "2025-12-31", "2025-02-30", null));
        Assert.Equal([2], Failing(Field("j", FieldType.Json), "type", """{"a":1}""", "{a", null));
        Assert.Equal([3], Failing(
            Field("g", FieldType.Geometry), "type", "POINT(108 14)", """{"type":"Point","coordinates":[108,14]}""", "here", null));
    }

    [Fact]
    public void A_required_field_and_a_key_must_be_filled()
    {
        Assert.Equal([2], Failing(Field("a") with { Required = true }, "required", "x", null));
        Assert.Equal([1], Failing(Field("a") with { KeyPosition = 1 }, "required", null, "x"));
    }

    [Fact]
    public void Limits_are_kept_at_and_beyond_their_edges()
    {
        var number = Field("n", FieldType.Integer);
        Assert.Equal([1, 4], Failing(number with { Minimum = 1m, Maximum = 5m }, "range", "0", "1", "5", "6", null));
        Assert.Equal([1, 3], Failing(number with { ExclusiveMinimum = 1m, ExclusiveMaximum = 5m }, "range", "1", "2", "5"));
        Assert.Equal([2], Failing(
            Field("d", FieldType.Date) with { Maximum = new DateOnly(2025, 12, 31) }, "range", "2025-12-31", "2026-01-01"));
    }

    [Fact]
    public void A_limit_is_told_as_people_write_numbers_and_years()
    {
        string Told(decimal least, decimal most) => FieldChecks.Of(Field("n", FieldType.Number) with { Minimum = least, Maximum = most })
            .OfType<RowCheck>().Single(row => row.Check.Kind == "range").Check.Rule.Vi;

        Assert.Equal("Từ 0,5 đến 5.000.000", Told(0.50m, 5_000_000m));
        Assert.Equal("Từ 1900 đến 2100", Told(1900m, 2100m));
    }

    [Fact]
    public void Multiples_are_exact_and_numbers_too_large_to_tell_pass()
    {
        Assert.Equal([2], Failing(
            Field("n", FieldType.Number) with { MultipleOf = 0.5m }, "multipleOf", "1.5", "1.6", null, "1e30"));
    }

    [Fact]
    public void Length_counts_letters_and_not_bytes()
    {
        Assert.Equal([1, 3], Failing(Field("t") with { MinLength = 2, MaxLength = 4 }, "length", "ă", "đường"[..4], "đường", null));
        Assert.Equal([1], Failing(Field("t") with { MinLength = 2 }, "length", "a", "abc"));
    }

    [Fact]
    public void A_pattern_of_the_standard_matches_the_whole_value_and_is_translated()
    {
        Assert.Equal([2, 3], Failing(Field("t") with { Pattern = "^YC[0-9]{2}$" }, "pattern", "YC12", "YC123", "xYC12", null));
        Assert.Equal([2], Failing(Field("t") with { Pattern = @"[\u0110\u0111]+" }, "pattern", "đĐ", "d"));
    }

    [Theory]
    [InlineData("^TB[0-9]{3}$")]
    [InlineData("[A-Z]{2}-[0-9a-f]{2}")]
    [InlineData(@"[0-9]{2}\.[0-9]{2}/[AX]")]
    [InlineData("TB_[0-9] [0-9]")]
    public void Places_compared_one_by_one_take_what_the_expression_takes(string pattern)
    {
        string?[] texts =
        [
            "TB123", "tb123", "TB12", "TB1234", "xTB123", "TB123\n", "TB1٢3", "AB-0f", "AB-0F", "ĐB-0f", "AB_0f", "12.34/A",
            "12x34/A", "12.34/X", "12.34/B", "TB_1 2", "TBx1 2", "TB%1 2", "", "*", "[0-9]", null,
        ];
        Assert.Contains(" glob ", FullMatch.Sql("t", pattern), StringComparison.Ordinal);
        var failing = Failing(Field("t") with { Pattern = pattern }, "pattern", texts);
        var whole = new Regex($@"^(?:{pattern})\z", RegexOptions.CultureInvariant);
        Assert.Equal(texts.Index().Where(text => text.Item is not null && !whole.IsMatch(text.Item)).Select(text => (long)text.Index + 1), failing);
    }

    [Fact]
    public void A_pattern_that_cannot_be_translated_is_not_measured()
    {
        var (_, measure) = Run(Contract(Field("t") with { Pattern = "(?=a)b" }), ["b"]);

        Assert.False(Result(measure, "t.pattern").IsMeasured);
        Assert.False(Result(measure, "t.pattern").Passed);
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void A_named_format_takes_in_DuckDB_what_it_takes_in_code(string name)
    {
        var (good, bad) = FormatExamples.All[name];
        string[] all = [.. good, .. bad];
        var format = NamedFormat.Find(name)!;
        var expected = all.Select((text, at) => (text, at)).Where(pair => format.Check(pair.text) is not null).Select(pair => pair.at + 1L);

        // Reading a value cuts blanks off, so padded examples are judged by the predicate as they stand.
        var judged = all.Select((text, at) => (At: at + 1L, Fits: (bool?)One($"select {format.Sql("$1::varchar")}", text)));

        Assert.Equal(expected, judged.Where(pair => pair.Fits != true).Select(pair => pair.At));
        Assert.Equal(
            expected.Where(at => all[at - 1] == all[at - 1].Trim()),
            Failing(Field("t") with { Format = name }, "format", all).Where(at => all[at - 1] == all[at - 1].Trim()));
    }

    public static TheoryData<string> Formats() => [.. NamedFormat.All.Select(format => format.Name)];

    [Fact]
    public void A_format_without_a_rule_is_not_measured()
    {
        var (_, measure) = Run(Contract(Field("t") with { Format = "isbn" }), ["x"]);

        Assert.Contains("isbn", Result(measure, "t.format").NotMeasured!.Value.En, StringComparison.Ordinal);
    }

    [Fact]
    public void Padding_is_only_a_warning()
    {
        var (plan, measure) = Run(Contract(Field("t")), ["a"], [" a"], ["a\u00A0"], [null]);

        Assert.Equal([2, 3], At(plan, "t.padded"));
        Assert.Equal("false", One($"select ({plan.IsRejectedSql()})::varchar from {Rows} where row = 2"));
        Assert.Equal((3, 2), (Result(measure, "t.padded").Tested, Result(measure, "t.padded").Failed));
    }

    [Fact]
    public void Accepted_values_name_the_rows_outside_with_the_rules_own_words_and_severity()
    {
        var rule = new QualityRule
        {
            Name = "known", Metric = "invalidValues", Severity = Severity.Warning, MessageVi = "Không có trong danh sách",
            Arguments = new Dictionary<string, object?> { ["validValues"] = Many("nam", "nữ") },
        };
        var (plan, measure) = Run(Contract(Field("t") with { Rules = [rule] }), ["nam"], ["khác"], [null]);

        Assert.Equal([2], At(plan, "known"));
        Assert.Equal("Không có trong danh sách", Result(measure, "known").Check.Rule.Vi);
        Assert.Equal("false", One($"select ({plan.IsRejectedSql()})::varchar from {Rows} where row = 2"));
    }

    [Fact]
    public void Accepted_numbers_are_compared_as_numbers()
    {
        var rule = new QualityRule
        {
            Name = "known", Metric = "invalidValues",
            Arguments = new Dictionary<string, object?> { ["validValues"] = Many(1m, "2.50") },
        };

        Assert.Equal([3], At(Run(Contract(Field("n", FieldType.Number) with { Rules = [rule] }), ["1.0"], ["2.5"], ["3"]).Plan, "known"));
    }

    [Fact]
    public void A_tolerance_counts_instead_of_rejecting_rows()
    {
        var rule = new QualityRule
        {
            Name = "some", Metric = "nullValues", Unit = RuleUnit.Percent, Bound = new(BoundOperator.LessThan, 50),
        };
        var contract = Contract(Field("t") with { Rules = [rule] });

        Assert.True(Result(Run(contract, ["a"], ["b"], [null]).Measure, "some").Passed);
        var failed = Result(Run(contract, ["a"], [null], [null], [null]).Measure, "some");
        Assert.Equal((75m, 3), (failed.Measured, failed.Failed));
    }

    [Fact]
    public void More_than_sixty_two_row_checks_need_a_second_column_of_bits()
    {
        var fields = Enumerable.Range(0, 40).Select(at => Field($"f{at}") with { Required = true }).ToArray();
        var row = Enumerable.Repeat<string?>("a", 40).ToArray();
        string?[] last = [.. row[..39], null];
        string?[] padded = [.. row[..39], " a"];
        var (plan, measure) = Run(Contract(fields), row, last, padded);

        Assert.Equal(["_f0", "_f1"], plan.BitColumns);
        Assert.Equal([2], At(plan, "f39.required"));
        Assert.Equal([3], At(plan, "f39.padded"));
        Assert.Equal(1, Result(measure, "f39.required").Failed);
        Assert.Equal(2, measure.Results.Count(result => result.Failed > 0));
        Assert.Equal(["f39.required"], plan.FaultsOf([0, Bit(plan, "f39.required")]).Select(check => check.Name));
    }

    private static long Bit(CheckPlan plan, string check) =>
        CheckPlan.BitOf(plan.Checks.Select(one => one.Name).ToList().IndexOf(check)).Bit;
}
