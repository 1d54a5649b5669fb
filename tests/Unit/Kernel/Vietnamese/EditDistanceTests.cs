using Phusa.Kernel.Vietnamese;

namespace Phusa.Tests.Unit.Kernel.Vietnamese;

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

    [Fact]
    public void Long_texts_are_counted_to_the_end() =>
        Assert.Equal(2, EditDistance.Between(new string('a', 500) + "bc", "x" + new string('a', 499) + "cb"));

    [Theory]
    [InlineData("prject", "project")]
    [InlineData("PROJETC", "project")]
    [InlineData("warehouse", null)]
    public void The_word_meant_is_found_or_none(string typed, string? meant) =>
        Assert.Equal(meant, NearestWord.To(typed, ["projects", "project", "place"]));
}
