using FsCheck;
using FsCheck.Fluent;
using Phusa.Exchange.Traffic;

namespace Phusa.Tests.Unit.Exchange.Traffic;

public sealed class LatencyHistogramTests
{
    private static readonly double[] Shares = [0.01, 0.5, 0.95, 0.99, 1];

    /// <summary>From 1/16 ms to 17 minutes, each doubling as likely.</summary>
    private static readonly Gen<double[]> Times =
        Gen.Choose(-4_000_000, 19_999_999).Select(power => Math.Pow(2, power / 1_000_000.0)).NonEmptyListOf()
            .Select(times => times.ToArray());

    [Fact]
    public void A_quantile_is_within_the_promised_error_of_the_exact_one() => Prop.ForAll(Times.ToArbitrary(), times =>
    {
        var histogram = Of(times);
        var sorted = times.Order().ToArray();
        return Shares.All(share =>
        {
            var exact = sorted[(int)Math.Ceiling(share * times.Length) - 1];
            return Math.Abs(histogram.Quantile(share)!.Value - exact) <= exact * LatencyHistogram.LargestError * 1.000001;
        });
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Histograms_of_two_nodes_add_up_to_that_of_all_calls() =>
        Prop.ForAll(Times.ToArbitrary(), Times.ToArbitrary(), (here, there) =>
        {
            var both = Of(here);
            both.Add(Of(there));
            var whole = Of([.. here, .. there]);
            return both.Count == here.Length + there.Length && Shares.All(share => both.Quantile(share) == whole.Quantile(share));
        }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData(0, 0.03125)]
    [InlineData(-5, 0.03125)]
    [InlineData(double.NaN, 0.03125)]
    [InlineData(double.PositiveInfinity, 1_048_576)]
    [InlineData(1e12, 1_048_576)]
    public void What_is_out_of_range_counts_at_its_end(double milliseconds, double told) =>
        Assert.Equal(told, Of([milliseconds]).Quantile(0.5));

    [Fact]
    public void No_calls_have_no_quantile() => Assert.Null(new LatencyHistogram().Quantile(0.5));

    private static LatencyHistogram Of(IEnumerable<double> times)
    {
        var histogram = new LatencyHistogram();
        foreach (var time in times)
        {
            histogram.Add(time);
        }
        return histogram;
    }
}
