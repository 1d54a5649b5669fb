using System.Net;
using Phusa.Kernel.Net;

namespace Phusa.Tests.Unit.Kernel.Net;

public sealed class PublicAddressTests
{
    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("10.1.2.3")]
    [InlineData("172.31.255.255")]
    [InlineData("192.168.0.10")]
    [InlineData("169.254.169.254")]
    [InlineData("100.64.1.1")]
    [InlineData("0.0.0.0")]
    [InlineData("::1")]
    [InlineData("fd00::1")]
    [InlineData("fe80::1")]
    [InlineData("::ffff:127.0.0.1")]
    [InlineData("64:ff9b::7f00:1")]
    [InlineData("2002:7f00:1::")]
    public void What_only_this_network_can_reach_is_refused(string address) =>
        Assert.False(PublicAddress.Is(IPAddress.Parse(address)));

    [Theory]
    [InlineData("203.162.4.1")]
    [InlineData("172.32.0.1")]
    [InlineData("2400:cb00:2048:1::c629:d7a2")]
    public void What_anyone_can_reach_is_allowed(string address) =>
        Assert.True(PublicAddress.Is(IPAddress.Parse(address)));
}
