using System.Net;
using System.Net.Sockets;

namespace Phusa.Kernel.Net;

/// <summary>
/// Tells addresses that anyone may reach from those that only this machine or its network can (OWASP, server-side
/// request forgery). The ranges are those of the IANA special-purpose registries, RFC 6890.
/// </summary>
public static class PublicAddress
{
    private static readonly IPNetwork[] Special =
    [
        .. new[]
        {
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24",
            "192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24",
            "224.0.0.0/4", "240.0.0.0/4", "::/128", "::1/128", "64:ff9b::/96", "64:ff9b:1::/48", "100::/64", "2001::/23",
            "2001:db8::/32", "2002::/16", "fc00::/7", "fe80::/10", "fec0::/10", "ff00::/8",
        }.Select(IPNetwork.Parse),
    ];

    public static bool Is(IPAddress address)
    {
        var plain = Plain(address);
        return !Special.Any(range => range.BaseAddress.AddressFamily == plain.AddressFamily && range.Contains(plain));
    }

    /// <summary>An IPv4 address that is written as one of IPv6 is that IPv4 address.</summary>
    public static IPAddress Plain(IPAddress address) => address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;

    /// <summary>
    /// Connects to an address that was looked at, not to a name: between looking and connecting a name could be
    /// made to mean another machine. A name with a single address that is not to be reached is not connected to at all.
    /// </summary>
    /// <param name="mayReach">Whether an address may be connected to: <see cref="Is"/>, or more than that.</param>
    /// <exception cref="PrivateAddressException">The name means a machine that is not to be reached, or none.</exception>
    public static async ValueTask<Stream> ConnectAsync(
        DnsEndPoint place, Func<IPAddress, bool> mayReach, CancellationToken cancellation)
    {
        var addresses = await Dns.GetHostAddressesAsync(place.Host, cancellation);
        if (addresses.Length == 0 || !addresses.All(mayReach))
        {
            throw new PrivateAddressException(place.Host);
        }
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(addresses, place.Port, cancellation);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}

/// <summary>A name that only this machine or its network can reach was to be connected to.</summary>
public sealed class PrivateAddressException(string host) : IOException($"{host} means an address that is not to be reached")
{
    public string Host => host;
}
