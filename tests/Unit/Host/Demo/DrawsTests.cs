using Phusa.Host.Demo;

namespace Phusa.Tests.Unit.Host.Demo;

public sealed class DrawsTests
{
    [Fact]
    public void The_same_row_draws_the_same_and_another_row_field_dataset_seed_or_attempt_draws_otherwise()
    {
        ulong[] drawn =
        [
            new Draws(7, "plots", "area").Row(5).Next(),
            new Draws(7, "plots", "area").Row(6).Next(),
            new Draws(7, "plots", "crop").Row(5).Next(),
            new Draws(7, "farms", "area").Row(5).Next(),
            new Draws(8, "plots", "area").Row(5).Next(),
            new Draws(7, "plots", "area").Row(5, attempt: 1).Next(),
        ];

        Assert.Equal(drawn.Length, drawn.Distinct().Count());
        Assert.Equal(drawn[0], new Draws(7, "plots", "area").Row(5).Next());
    }

    [Fact]
    public void Draws_are_those_that_other_machines_made()
    {
        var dice = new Draws(7, "plots", "area").Row(5);

        Assert.Equal(2437038350194243197UL, dice.Next());
        Assert.Equal(388796L, dice.Below(1_000_000));
        Assert.Equal(-0.6422360576174213, dice.Normal());
    }

    [Fact]
    public void Splitmix64_gives_the_published_sequence()
    {
        var dice = new Dice(1234567);

        Assert.Equal([6457827717110365317UL, 3203168211198807973UL, 9817491932198370423UL],
            [dice.Next(), dice.Next(), dice.Next()]);
    }

    [Fact]
    public void Normal_draws_have_mean_nought_deviation_one_and_thin_tails()
    {
        var draws = new Draws(7, "plots", "area");
        var drawn = Enumerable.Range(0, 100_000).Select(row => draws.Row(row).Normal()).ToArray();

        Assert.InRange(drawn.Average(), -0.02, 0.02);
        Assert.InRange(drawn.Average(value => value * value), 0.98, 1.02);
        Assert.InRange(drawn.Count(value => Math.Abs(value) > 1.96) / 100_000.0, 0.045, 0.055);
    }

    [Fact]
    public void Unit_draws_fill_every_tenth_alike()
    {
        var draws = new Draws(7, "plots", "area");
        var tenths = Enumerable.Range(0, 100_000).CountBy(row => (int)(draws.Row(row).Unit() * 10)).ToArray();

        Assert.Equal(10, tenths.Length);
        Assert.All(tenths, tenth => Assert.InRange(tenth.Value, 9_600, 10_400));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1.5707963267948966)]
    [InlineData(-3.1)]
    [InlineData(100)]
    public void Cosine_agrees_with_the_library(double radians)
    {
        Assert.Equal(Math.Cos(radians), Cosine.Of(radians), 9);
    }
}
