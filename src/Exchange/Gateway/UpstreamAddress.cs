using System.Net;
using Phusa.Kernel.Net;

namespace Phusa.Exchange.Gateway;

/// <summary>
/// Which machines calls may be forwarded to: public ones, and those of the networks that the operator named. It is asked
/// about what a name resolves to at each connection, so that a name cannot be turned to this machine, to its network or
/// to a cloud's metadata address (169.254.169.254) after a service was approved.
/// </summary>
/// <param name="allowed">Private networks with upstreams in them, such as <c>10.21.0.0/16</c>; empty for none.</param>
internal sealed class UpstreamAddress(params IReadOnlyList<IPNetwork> allowed)
{
    public bool MayReach(IPAddress address)
    {
        var plain = PublicAddress.Plain(address);
        return PublicAddress.Is(plain)
            || allowed.Any(network => network.BaseAddress.AddressFamily == plain.AddressFamily && network.Contains(plain));
    }

    /// <exception cref="PrivateAddressException">The upstream's name means a machine that may not be reached.</exception>
    public ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellation) =>
        PublicAddress.ConnectAsync(context.DnsEndPoint, MayReach, cancellation);
}
