using System.ComponentModel.DataAnnotations;
using Phusa.Exchange;

namespace Phusa.Tests.Unit.Exchange;

public sealed class ExchangeOptionsTests
{
    [Theory]
    [InlineData(null, null, 0)]
    [InlineData("2027-02-05, 2027-02-08", "10.21.0.0/16, fd00::/8", 0)]
    [InlineData("2027-02-30", null, 1)]
    [InlineData("05/02/2027,2027-02-08", "10.21.0.0/99,10.21.0.0", 3)]
    public void Lists_are_looked_through_before_anything_starts(string? holidays, string? networks, int faults)
    {
        var options = new ExchangeOptions { Holidays = holidays, UpstreamNetworks = networks };
        var found = new List<ValidationResult>();

        Assert.Equal(faults == 0, Validator.TryValidateObject(options, new(options), found, validateAllProperties: true));

        Assert.Equal(faults, found.Count);
        Assert.All(found, fault => Assert.StartsWith("Exchange:", fault.ErrorMessage, StringComparison.Ordinal));
    }
}
