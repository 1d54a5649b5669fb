using System.Globalization;

namespace Phusa.Tests.Unit.Host.Demo;

public sealed class FieldKindTests
{
    [Fact]
    public void Sequence_counts_by_its_step_with_prefix_and_width()
    {
        Assert.Equal(["A003", "A008", "A013"], Generated.Values(
            """ "x": {"kind": "sequence", "prefix": "A", "width": 3, "start": 3, "step": 5} """, 3));
    }

    [Fact]
    public void Choice_takes_values_at_random_in_turn_or_once()
    {
        const string values = """ "x": {"kind": "choice", "values": ["a", "b", "c"], "order": """;

        Assert.Equal(["a", "b", "c", "a"], Generated.Values(values + "\"cycle\"}", 4));
        Assert.Equal(["a", "b", "c"], Generated.Values(values + "\"once\"}", 3).Order());
        Assert.Equal(["a", "b", "c"], Generated.Values(values + "\"random\"}").Distinct().Order());
    }

    [Fact]
    public void Choice_from_a_dataset_takes_its_rows_and_templates_read_their_columns()
    {
        var rows = Generated.Rows("""
            "x": {"kind": "choice", "from": "citizens_demo.citizen_id", "order": "once"},
            "name": {"kind": "text-template", "template": "{x.full_name} - {x.birth_date}"}
            """, 500);

        Assert.Equal(500, rows.Select(row => row["x"]).Distinct().Count());
        Assert.All(rows, row => Assert.Matches($@"^\P{{N}}+ - ..{row["x"][4..6]}-", row["name"]));
    }

    [Fact]
    public void Weighted_follows_its_weights()
    {
        var shares = Generated.Values(""" "x": {"kind": "weighted", "values": {"a": 8, "b": 2, "c": 0}} """, 5000)
            .CountBy(value => value).ToDictionary();

        Assert.Equal(2, shares.Count);
        Assert.InRange(shares["a"], 3880, 4120);
    }

    [Fact]
    public void Range_reaches_both_ends_with_its_decimals()
    {
        var values = Generated.Values(""" "x": {"kind": "range", "min": -0.2, "max": 0.2, "decimals": 1} """);

        Assert.Equal(["-0.1", "-0.2", "0.0", "0.1", "0.2"], values.Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Normal_is_cut_to_its_bounds()
    {
        var values = Numbers(Generated.Values(
            """ "x": {"kind": "normal", "mean": 10, "deviation": 5, "min": 2, "max": 14} """, 2000));

        Assert.Equal((2, 14), (values.Min(), values.Max()));
        Assert.InRange(values.Average(), 9, 10);
    }

    [Fact]
    public void Normal_follows_the_hour_of_a_timestamp()
    {
        var values = Numbers(Generated.Values("""
            "x": {"kind": "normal", "mean": 20, "deviation": 0, "min": 0, "max": 99, "decimals": 1,
                  "daily": {"by": "at", "amplitude": 8, "peakHour": 7}},
            "at": {"kind": "timestamp", "start": "2026-01-01", "step": "PT1H"}
            """, 24));

        Assert.Equal((28.0, 12.0, 20.0), (values[7], values[19], values[13]));
    }

    [Fact]
    public void Sum_and_product_agree_with_the_cells_they_are_made_of()
    {
        var rows = Generated.Rows("""
            "a": {"kind": "range", "min": 0, "max": 9, "decimals": 2},
            "b": {"kind": "range", "min": 0, "max": 9, "decimals": 1},
            "x": {"kind": "product", "of": ["a", "b"], "decimals": 2},
            "y": {"kind": "sum", "of": ["a", "b"], "decimals": 2,
                  "plus": {"mean": 1, "deviation": 0, "min": 0, "max": 2}}
            """);

        Assert.All(rows, row =>
        {
            var (a, b) = (Decimal(row["a"]), Decimal(row["b"]));
            Assert.Equal(Math.Round(a * b, 2, MidpointRounding.AwayFromZero), Decimal(row["x"]));
            Assert.Equal(a + b + 1, Decimal(row["y"]));
        });
    }

    [Fact]
    public void Dates_stay_between_their_ends_and_after_another_date()
    {
        var rows = Generated.Rows("""
            "x": {"kind": "date", "from": "2024-02-28", "to": "2024-03-01"},
            "exact": {"kind": "date", "after": "x", "days": 365},
            "within": {"kind": "date", "after": "x", "fromDays": 2, "withinDays": 4}
            """);

        Assert.Equal(["2024-02-28", "2024-02-29", "2024-03-01"], rows.Select(row => row["x"]).Distinct().Order());
        Assert.All(rows, row => Assert.Equal(365, Days(row["x"], row["exact"])));
        Assert.Equal([2, 3, 4], rows.Select(row => Days(row["x"], row["within"])).Distinct().Order());
    }

    [Fact]
    public void Timestamps_end_one_step_before_today_in_Vietnam()
    {
        var values = Generated.Values(
            """ "x": {"kind": "timestamp", "end": "today", "step": "PT15M", "repeat": 2} """, 6);

        Assert.Equal(["2026-03-09T23:15:00", "2026-03-09T23:30:00", "2026-03-09T23:45:00"], values.Distinct());
        Assert.Equal(values[0], values[1]);
    }

    [Fact]
    public void Cases_override_arguments_by_another_field()
    {
        var rows = Generated.Rows("""
            "by": {"kind": "choice", "values": ["a", "b", "c"], "order": "cycle"},
            "x": {"kind": "range", "min": 1, "max": 1, "by": "by",
                  "cases": {"a": {"max": 1}, "b": {"min": 5, "max": 6}}}
            """);

        Assert.All(rows, row => Assert.Contains(row["x"], row["by"] == "b" ? ["5", "6"] : (string[])["1"]));
    }

    [Fact]
    public void Blank_leaves_a_share_empty_and_what_is_made_of_it_too()
    {
        var rows = Generated.Rows("""
            "x": {"kind": "date", "from": "2024-01-01", "to": "2024-12-31", "blank": 0.3},
            "y": {"kind": "date", "after": "x", "days": 1}
            """, 2000);

        Assert.InRange(rows.Count(row => row["x"].Length == 0), 540, 660);
        Assert.All(rows, row => Assert.Equal(row["x"].Length, row["y"].Length));
    }

    [Fact]
    public void Unique_draws_again_until_new()
    {
        var values = Generated.Values(""" "x": {"kind": "range", "min": 1, "max": 100, "unique": true} """, 100);

        Assert.Equal(100, values.Distinct().Count());
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    private static double[] Numbers(IEnumerable<string> texts) => [.. texts.Select(Number)];

    private static decimal Decimal(string text) => decimal.Parse(text, CultureInfo.InvariantCulture);

    private static int Days(string from, string to)
    {
        return DateOnly.Parse(to, CultureInfo.InvariantCulture).DayNumber
            - DateOnly.Parse(from, CultureInfo.InvariantCulture).DayNumber;
    }
}
