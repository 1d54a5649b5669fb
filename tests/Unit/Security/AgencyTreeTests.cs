using Phusa.Security.Contracts;

namespace Phusa.Tests.Unit.Security;

public sealed class AgencyTreeTests
{
    private static readonly AgencyTree Tree = new(
    [
        Make("H21", null), Make("H21.05", "H21"), Make("H21.05.01", "H21.05"), Make("H21.06", "H21"),
    ]);

    [Fact]
    public void Ancestors_come_nearest_first() =>
        Assert.Equal(["H21.05", "H21"], Tree.Ancestors("H21.05.01").Select(agency => agency.Code));

    [Theory]
    [InlineData("H21.05.01", "H21", true)]
    [InlineData("H21.05", "H21.05", true)]
    [InlineData("H21.05", "H21.05.01", false)]
    [InlineData("H21.05.01", "H21.06", false)]
    [InlineData("H99", "H21", false)]
    public void Within_means_the_same_or_below(string code, string ancestor, bool expected) =>
        Assert.Equal(expected, Tree.IsWithin(code, ancestor));

    [Fact]
    public void Within_lists_an_agency_and_all_below() => Assert.Equal(["H21.05", "H21.05.01"], Tree.Within("H21.05"));

    [Fact]
    public void A_ring_of_parents_ends() =>
        Assert.Equal(2, new AgencyTree([Make("a", "b"), Make("b", "c"), Make("c", "a")]).Ancestors("a").Count);

    private static Agency Make(string code, string? parent) => new(code, code, code, code, parent, new(2025, 7, 1));
}
