using System.Net;
using Phusa.Exchange.Webhooks;

namespace Phusa.Tests.Unit.Exchange.Webhooks;

public sealed class WebhookAddressTests
{
    [Theory]
    [InlineData("https://10.1.2.3/hook")]
    [InlineData("https://127.0.0.1:8443/hook")]
    [InlineData("https://[::1]/hook")]
    [InlineData("https://[::ffff:10.1.2.3]/hook")]
    [InlineData("https://169.254.169.254/latest/meta-data")]
    [InlineData("http://8.8.8.8/hook")]
    public async Task What_is_private_or_public_in_clear_is_refused(string address) => Assert.Equal(
        "subscription.address-private", Assert.Single((await new WebhookAddress(new()).ReadAsync(address, default)).Problems).Code);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("hook")]
    [InlineData("ftp://8.8.8.8/")]
    [InlineData("https://an:mat-khau@8.8.8.8/")]
    [InlineData("https://8.8.8.8/#hook")]
    public async Task What_is_no_address_is_refused(string? address) => Assert.Equal(
        "subscription.address-invalid", Assert.Single((await new WebhookAddress(new()).ReadAsync(address, default)).Problems).Code);

    [Theory]
    [InlineData("https://8.8.8.8/hook?system=1")]
    [InlineData("https://10.1.2.3:8443/hook")]
    [InlineData("http://10.1.2.3/hook")]
    public async Task Public_over_https_and_named_networks_in_clear_too_are_taken(string address) => Assert.Equal(
        new Uri(address), (await new WebhookAddress(new(IPNetwork.Parse("10.1.0.0/16"))).ReadAsync(address, default)).Value);
}
