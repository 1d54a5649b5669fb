using System.Security.Cryptography.X509Certificates;

namespace Phusa.Exchange.Gateway;

/// <summary>A system that calls are forwarded to, and how it wants to be treated. Two that are equal share connections.</summary>
internal sealed record Upstream
{
    /// <param name="name">What the operator knows it by; one name has one set of connections.</param>
    /// <param name="address">http or https with the path that all calls go below; no query, fragment or user in it.</param>
    public Upstream(string name, Uri address)
    {
        if (address is not { IsAbsoluteUri: true, UserInfo: "", Query: "", Fragment: "" }
            || (address.Scheme != Uri.UriSchemeHttp && address.Scheme != Uri.UriSchemeHttps))
        {
            throw new ArgumentException("An upstream has an http or https address of scheme, host and path", nameof(address));
        }
        (Name, Address) = (name, address);
    }

    public string Name { get; }

    public Uri Address { get; }

    /// <summary>HTTP/2 without TLS, which must be known beforehand (RFC 9113 §3.3). Over https it is negotiated anyway.</summary>
    public bool Http2InClear { get; init; }

    /// <summary>Shown to the upstream when it asks for one (mutual TLS); null for none.</summary>
    public X509Certificate2? ClientCertificate { get; init; }

    /// <summary>Roots of an authority of the upstream's own; null to trust what this machine trusts.</summary>
    public X509Certificate2Collection? TrustedRoots { get; init; }

    /// <summary>How long connecting may take; from then on the upstream counts as unreachable.</summary>
    public TimeSpan Connecting { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>How long nothing at all may move, in either direction; a call that goes on moving has no end set.</summary>
    public TimeSpan Silence { get; init; } = TimeSpan.FromSeconds(100);

    /// <summary>How often a call is sent again that has no body, may be repeated and was not answered; 0 for never.</summary>
    public int Retries { get; init; } = 2;

    /// <summary>Calls at one time; the next is told to come back.</summary>
    public int Concurrent { get; init; } = 100;

    /// <summary>Failures one after another at which no more calls are sent for a while.</summary>
    public int FailuresToRest { get; init; } = 5;

    /// <summary>The longest such while; the first is 2 seconds, each next one twice as long.</summary>
    public TimeSpan LongestRest { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>The owner works on it until then; null or past when not.</summary>
    public DateTimeOffset? MaintenanceUntil { get; init; }
}
