using System.Net;
using Phusa.Exchange.Gateway;

namespace Phusa.Tests.Unit.Exchange.Gateway;

public sealed class UpstreamAddressTests
{
    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("::1")]
    [InlineData("10.21.0.5")]
    [InlineData("169.254.169.254")]
    [InlineData("fd00:ec2::254")]
    [InlineData("::ffff:169.254.169.254")]
    public void Nothing_private_is_reached_by_itself(string address) =>
        Assert.False(new UpstreamAddress().MayReach(IPAddress.Parse(address)));

    [Theory]
    [InlineData("10.21.0.5", true)]
    [InlineData("::ffff:10.21.0.5", true)]
    [InlineData("10.22.0.5", false)]
    [InlineData("127.0.0.1", false)]
    [InlineData("203.162.4.1", true)]
    public void A_network_that_was_named_is_reached_and_no_other(string address, bool reached) =>
        Assert.Equal(reached, new UpstreamAddress(IPNetwork.Parse("10.21.0.0/16")).MayReach(IPAddress.Parse(address)));
}
