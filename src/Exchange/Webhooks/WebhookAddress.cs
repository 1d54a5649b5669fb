using System.Net;
using System.Net.Sockets;
using Phusa.Exchange.Gateway;
using Phusa.Kernel.Net;
using Phusa.Kernel.Outcomes;

namespace Phusa.Exchange.Webhooks;

/// <summary>
/// Where deliveries may go: over https to public machines and those of the networks that the operator named; in clear to
/// the latter alone. It is asked about what a name means when it is subscribed, and again at each connection.
/// </summary>
internal sealed class WebhookAddress(UpstreamAddress addresses)
{
    private const int Longest = 500;

    public bool MayReach(IPAddress address, bool secure) =>
        addresses.MayReach(address) && (secure || !PublicAddress.Is(address));

    /// <summary>The address that was given, or why it is none.</summary>
    public async Task<Outcome<Uri>> ReadAsync(string? text, CancellationToken cancellation)
    {
        if (text?.Trim() is not { Length: > 0 and <= Longest } given || !Uri.TryCreate(given, UriKind.Absolute, out var address)
            || (address.Scheme != Uri.UriSchemeHttps && address.Scheme != Uri.UriSchemeHttp)
            || address is not { UserInfo: "", Fragment: "" })
        {
            return new Refusal(new Problem("address", "subscription.address-invalid", T.SubscriptionAddressInvalid(Longest)));
        }
        try
        {
            var means = await Dns.GetHostAddressesAsync(address.DnsSafeHost, cancellation);
            return means.Length > 0 && means.All(one => MayReach(one, IsSecure(address)))
                ? address
                : new Refusal(new Problem("address", "subscription.address-private", T.SubscriptionAddressPrivate));
        }
        catch (SocketException)
        {
            return new Refusal(new Problem(
                "address", "subscription.address-unresolved", T.SubscriptionAddressUnresolved(address.DnsSafeHost)));
        }
    }

    /// <exception cref="PrivateAddressException">The name means a machine that may not be reached.</exception>
    public ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellation)
    {
        var secure = context.InitialRequestMessage.RequestUri is { } address && IsSecure(address);
        return PublicAddress.ConnectAsync(context.DnsEndPoint, one => MayReach(one, secure), cancellation);
    }

    private static bool IsSecure(Uri address) => address.Scheme == Uri.UriSchemeHttps;
}
