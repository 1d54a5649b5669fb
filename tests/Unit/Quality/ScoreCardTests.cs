using Phusa.Catalog.Contracts;
using Phusa.Kernel.Texts;
using Phusa.Quality.Contracts;

namespace Phusa.Tests.Unit.Quality;

public sealed class ScoreCardTests
{
    private static readonly DataContract Contract = new() { Id = "t", Name = "t" };

    [Fact]
    public void A_contract_without_rules_is_not_measured_and_never_full()
    {
        var card = ScoreCard.Of(Contract, new(10, 0, [Made("t.padded", QualityCriterion.Clean, 10, 0, "padded")]), 100, 80);

        Assert.Null(card.Correct);
        Assert.Null(card.Complete);
        Assert.Null(card.Clean);
        Assert.Null(card.Consistent);
        Assert.Equal((100.0, 80.0), (card.Live, card.Shared));
        Assert.Null(card.Total);
    }

    [Fact]
    public void Correct_and_consistent_are_passing_cells_of_tested_cells()
    {
        var card = ScoreCard.Of(Contract, new(10, 0,
        [
            Made("a", QualityCriterion.Correct, 10, 1), Made("b", QualityCriterion.Correct, 30, 3),
            Made("c", QualityCriterion.Consistent, 8, 2),
        ]), null, null);

        Assert.Equal(90, card.Correct!.Value, 9);
        Assert.Equal(75, card.Consistent!.Value, 9);
        Assert.Equal(82.5, card.Total!.Value, 9);
    }

    [Theory]
    [InlineData(0, 90)]
    [InlineData(1, 90 * 10 / 11.0)]
    [InlineData(90, 90 * 10 / 100.0)]
    public void Lines_that_are_no_record_take_their_share_of_correct(int broken, double correct)
    {
        var measure = new CheckMeasure(10, 0, [Made("a", QualityCriterion.Correct, 10, 1)]);

        Assert.Equal(correct, ScoreCard.Of(Contract, measure.WithRecords(broken), null, null).Correct!.Value, 9);
    }

    [Fact]
    public void Lines_that_are_no_record_are_measured_where_nothing_else_of_correct_is()
    {
        var measure = new CheckMeasure(9, 0, [Made("a", QualityCriterion.Complete, 9, 0)]);

        Assert.Null(ScoreCard.Of(Contract, measure.WithRecords(0), null, null).Correct);
        var card = ScoreCard.Of(Contract, measure.WithRecords(1), null, null);
        Assert.Equal((90.0, 95.0), (card.Correct!.Value, card.Total!.Value));
        Assert.Equal(1, measure.WithRecords(5).WithRecords(1).Broken());
        Assert.Equal(0, measure.Broken());
    }

    [Fact]
    public void Checks_and_criteria_weigh_as_the_contract_says()
    {
        var weighed = Contract with
        {
            Weights = new(
                new Dictionary<QualityCriterion, decimal> { [QualityCriterion.Correct] = 3, [QualityCriterion.Live] = 0 },
                new Dictionary<string, decimal> { ["a"] = 4 }),
        };
        var card = ScoreCard.Of(weighed, new(10, 0,
        [
            Made("a", QualityCriterion.Correct, 10, 5), Made("b", QualityCriterion.Correct, 10, 0),
            Made("c", QualityCriterion.Consistent, 10, 0),
        ]), 0, null);

        Assert.Equal(60, card.Correct!.Value, 9);
        Assert.Equal(((3 * 60) + 100) / 4.0, card.Total!.Value, 9);
    }

    [Fact]
    public void Clean_counts_rows_once_whatever_is_wrong_with_them()
    {
        var card = ScoreCard.Of(Contract, new(10, 3, [Made("a", QualityCriterion.Clean, 10, 3), Made("b", QualityCriterion.Clean, 10, 3)]), null, null);

        Assert.Equal(70, card.Clean!.Value, 9);
    }

    [Fact]
    public void What_was_not_measured_counts_neither_for_nor_against()
    {
        var skipped = Made("b", QualityCriterion.Correct, 10, 0) with { Tested = null, NotMeasured = Text.Same("why") };

        Assert.Equal(50, ScoreCard.Of(Contract, new(10, 0, [Made("a", QualityCriterion.Correct, 10, 5), skipped]), null, null).Correct!.Value, 9);
        Assert.Null(ScoreCard.Of(Contract, new(10, 0, [skipped]), null, null).Correct);
    }

    [Fact]
    public void The_gate_names_what_is_measured_and_below_its_threshold()
    {
        var card = new ScoreCard(94.9, 100, null, 10, null, null, 80);
        var gate = new Gate(GateMode.Block, new Dictionary<QualityCriterion, decimal>
        {
            [QualityCriterion.Correct] = 95, [QualityCriterion.Complete] = 100, [QualityCriterion.Clean] = 50,
        });

        Assert.Equal([QualityCriterion.Correct], card.Below(gate));
        Assert.Empty(card.Below(Gate.Open));
    }

    [Fact]
    public void Rejected_rows_belong_to_the_measure_by_the_name_of_the_check()
    {
        var whole = new CheckMeasure(100, 1,
            [Made("a", QualityCriterion.Correct, 100, 0), Made("sum", QualityCriterion.Correct, 100, 0)]);
        var rejected = new CheckMeasure(5, 2,
        [
            Made("key.served", QualityCriterion.Clean, 5, 2), Made("a", QualityCriterion.Correct, 4, 3),
            Made("gone", QualityCriterion.Correct, 5, 0) with { Tested = null },
        ]);

        var both = whole.With(rejected);

        Assert.Equal((105, 3), (both.Rows, both.DirtyRows));
        Assert.Equal(
            [("a", 104, 3), ("sum", 100, 0), ("key.served", 5, 2)],
            both.Results.Select(result => (result.Check.Name, result.Tested!.Value, result.Failed)));
    }

    [Theory]
    [InlineData(0, 100)]
    [InlineData(30, 100)]
    [InlineData(60, 50)]
    [InlineData(75, 25)]
    [InlineData(90, 0)]
    [InlineData(900, 0)]
    public void Freshness_holds_for_a_cycle_and_is_gone_after_three(int days, double expected)
    {
        var loaded = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

        Assert.Equal(expected, Freshness.Score(new(30, FrequencyUnit.Day), loaded, loaded.AddDays(days)));
        Assert.Null(Freshness.Score(null, loaded, loaded));
    }

    [Fact]
    public void Freshness_goes_by_the_calendar()
    {
        var loaded = new DateTimeOffset(2026, 2, 1, 0, 0, 0, TimeSpan.Zero);

        Assert.Equal(100, Freshness.Score(new(1, FrequencyUnit.Month), loaded, new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero)));
        Assert.True(Freshness.Score(new(1, FrequencyUnit.Month), loaded, new(2026, 3, 2, 0, 0, 0, TimeSpan.Zero)) < 100);
    }

    [Fact]
    public void What_changes_between_loads_is_brought_up_to_now()
    {
        var card = new ScoreCard(90, null, null, 100, null, null, 95).At(Contract, 50, 40);

        Assert.Equal((50.0, 40.0, 60.0), (card.Live, card.Shared, card.Total));
    }

    private static CheckResult Made(string name, QualityCriterion criterion, long tested, long failed, string kind = "range") =>
        new(new Check(name, kind, [], criterion, Severity.Error, Text.Same(name), Text.Same(name)), tested, failed);
}
