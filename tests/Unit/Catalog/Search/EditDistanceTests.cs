using Phusa.Catalog.Search;

namespace Phusa.Tests.Unit.Catalog.Search;

public sealed class EditDistanceTests
{
    [Theory]
    [InlineData("truong", "truong", 0)]
    [InlineData("truong", "trurong", 1)]
    [InlineData("truong", "turong", 1)]
    [InlineData("truong", "trung", 1)]
    [InlineData("truong", "tang", 3)]
    [InlineData("", "ab", 2)]
    [InlineData("abcdef", "badcfe", 3)]
    public void Slips_are_counted(string left, string right, int slips)
    {
        Assert.Equal(slips, EditDistance.Within(left, right, 3));
        Assert.Equal(slips, EditDistance.Within(right, left, 3));
    }

    [Fact]
    public void Counting_stops_beyond_the_most() => Assert.Equal(2, EditDistance.Within("truong", "hoc sinh", 1));
}
