using Phusa.Kernel.Texts;
using Phusa.Ui;

namespace Phusa.Tests.Unit.Ui;

public sealed class FlowerTests
{
    private static readonly Scores Some = new(100, 81, 98.4, 92, null, 24, 91);

    [Fact]
    public async Task A_flower_says_its_total_and_all_six_scores_in_one_sentence()
    {
        var html = await Rendered.AsVietnameseAsync<Flower>(("Scores", Some));

        Assert.Contains(
            "aria-label=\"Điểm chất lượng 91: Đúng 100, Đủ 81, Sạch 98, Sống 92, Thống nhất chưa đo, Dùng chung 24\"",
            html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_flower_speaks_English_too()
    {
        var html = await Rendered.AsAsync<Flower>(Text.English, ("Scores", Some), ("Mini", true));

        Assert.Contains("Quality score 91: Correct 100,", html, StringComparison.Ordinal);
        Assert.Contains("Consistent not measured yet", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_score_that_was_not_measured_is_an_outline_and_words_not_a_zero()
    {
        var html = await Rendered.AsVietnameseAsync<Flower>(("Scores", Some));

        Assert.Contains("petal-unknown", html, StringComparison.Ordinal);
        Assert.Contains("chưa đo</span>", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<b class=\"number\">0</b>", html, StringComparison.Ordinal);
    }

    [Fact]
    public void A_higher_score_makes_a_longer_petal_and_values_outside_the_scale_stay_on_it()
    {
        Assert.Contains("0-96", Petal.Outline(100), StringComparison.Ordinal);
        Assert.Equal(Petal.Outline(100), Petal.Outline(250));
        Assert.Equal(Petal.Outline(0), Petal.Outline(-3));
        Assert.NotEqual(Petal.Outline(40), Petal.Outline(41));
    }
}
