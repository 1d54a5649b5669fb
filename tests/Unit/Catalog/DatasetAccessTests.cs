using Phusa.Catalog.Contracts;
using Phusa.Kernel.Texts;

namespace Phusa.Tests.Unit.Catalog;

public sealed class DatasetAccessTests
{
    private static readonly Dataset Homes = new(
        Guid.NewGuid(), "homes", "H21.05", Classification.Restricted, Text.Same("Homes"), null, null, null, [], "2.0.0",
        DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch, "managed_by");

    [Fact]
    public void Rows_are_divided_by_the_field_of_the_contract_in_force()
    {
        Assert.Equal("managed_by", Homes.Facts().AgencyField);
        Assert.Equal("managed_by", Homes.Facts(Contract("managed_by")).AgencyField);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("built_by")]
    public void Rows_that_an_earlier_contract_divided_otherwise_are_nobodys_own(string? field) =>
        Assert.Null(Homes.Facts(Contract(field)).AgencyField);

    private static DataContract Contract(string? field) => new() { Id = "homes", Name = "homes", AgencyField = field };
}
