using System.Globalization;
using Phusa.Kernel.Texts;
using Phusa.Ui;

namespace Phusa.Tests.Unit.Ui;

public sealed class ShowTests : IDisposable
{
    /// <summary>A test runs on a thread that others use after it.</summary>
    private readonly CultureInfo before = CultureInfo.CurrentUICulture;

    private static readonly DateTimeOffset Noon = new(2026, 3, 5, 5, 0, 0, TimeSpan.Zero);

    public ShowTests() => CultureInfo.CurrentUICulture = Text.Vietnamese;

    public void Dispose() => CultureInfo.CurrentUICulture = before;

    [Fact]
    public void Numbers_are_written_as_the_language_does()
    {
        Assert.Equal("1.234.567", Show.Number(1234567L));
        Assert.Equal("1.234,5", Show.Number(1234.5));
        Assert.Equal("12,5%", Show.Percent(0.125));
        CultureInfo.CurrentUICulture = Text.English;
        Assert.Equal("1,234.5", Show.Number(1234.5m));
    }

    [Fact]
    public void What_is_missing_is_a_dash() => Assert.Equal(
        ["–", "–", "–"], new[] { Show.Number((long?)null), Show.Percent(null), Show.Date((DateOnly?)null) });

    [Theory]
    [InlineData(2, "+2")]
    [InlineData(-1.5, "−1,5")]
    [InlineData(0, "±0")]
    public void A_change_has_its_sign(double change, string shown) => Assert.Equal(shown, Show.Change(change));

    [Theory]
    [InlineData(512, "512 B")]
    [InlineData(49152, "48 KB")]
    [InlineData(1258291, "1,2 MB")]
    [InlineData(2147483648, "2 GB")]
    public void Sizes_use_the_largest_unit_that_fits(long bytes, string shown) => Assert.Equal(shown, Show.Bytes(bytes));

    [Fact]
    public void Instants_are_shown_in_the_time_of_Vietnam() =>
        Assert.Equal("05/03/2026 12:00", Show.DateTime(Noon));

    [Theory]
    [InlineData(0.4, "400 mili giây")]
    [InlineData(2.5, "2,5 giây")]
    [InlineData(192, "3 phút 12 giây")]
    [InlineData(7200, "2 giờ")]
    [InlineData(97200, "1 ngày 3 giờ")]
    public void A_duration_has_its_two_largest_units(double seconds, string shown) =>
        Assert.Equal(shown, Show.Duration(TimeSpan.FromSeconds(seconds)));

    [Theory]
    [InlineData(20, "vừa xong")]
    [InlineData(7300, "2 giờ trước")]
    [InlineData(100000, "hôm qua")]
    [InlineData(400000, "4 ngày trước")]
    [InlineData(8000000, "02/12/2025")]
    [InlineData(-60, "05/03/2026 12:01")]
    public void A_past_moment_is_said_as_people_do(double seconds, string shown) =>
        Assert.Equal(shown, Show.Ago(Noon.AddSeconds(-seconds), Noon));
}
