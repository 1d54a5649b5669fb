using System.Net;
using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Phusa.Exchange.Gateway;
using Phusa.Kernel.Net;

namespace Phusa.Exchange.Upstreams;

/// <summary>
/// Looks at why TLS with an upstream fails. A handshake of its own that sends nothing: the failure of a call says no
/// more than that the certificate is invalid.
/// </summary>
internal static class TlsDiagnosis
{
    public static async Task<ConnectionCause> RunAsync(
        Upstream upstream, UpstreamAddress addresses, CancellationToken cancellation)
    {
        var found = ConnectionCause.TlsFailed;
        try
        {
            await using var stream = await PublicAddress.ConnectAsync(
                new DnsEndPoint(upstream.Address.Host, upstream.Address.Port), addresses.MayReach, cancellation);
            await using var tls = new SslStream(stream);
            await tls.AuthenticateAsClientAsync(
                new SslClientAuthenticationOptions
                {
                    TargetHost = upstream.Address.IdnHost.Trim('[', ']'),
                    ClientCertificates = upstream.ClientCertificate is { } own ? [own] : null,
                    CertificateChainPolicy = Policy(upstream.TrustedRoots),
                    RemoteCertificateValidationCallback = (_, _, chain, errors) => (found = Named(chain, errors)) == ConnectionCause.Answers,
                }, cancellation);
        }
        catch (Exception failure) when (failure is AuthenticationException or IOException or System.Net.Sockets.SocketException)
        {
            return found == ConnectionCause.Answers ? ConnectionCause.TlsFailed : found;
        }
        // It went well this time: what the other side did not like comes later, with a client certificate perhaps.
        return ConnectionCause.TlsFailed;
    }

    private static ConnectionCause Named(X509Chain? chain, SslPolicyErrors errors) =>
        errors == SslPolicyErrors.None ? ConnectionCause.Answers
        : chain?.ChainElements is [var own, ..] && own.ChainElementStatus.Any(one => one.Status.HasFlag(X509ChainStatusFlags.NotTimeValid))
            ? ConnectionCause.TlsExpired
        : errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch) ? ConnectionCause.TlsOtherName
        : errors.HasFlag(SslPolicyErrors.RemoteCertificateChainErrors) ? ConnectionCause.TlsUntrusted
        : ConnectionCause.TlsFailed;

    private static X509ChainPolicy? Policy(X509Certificate2Collection? roots)
    {
        if (roots is null)
        {
            return null;
        }
        var policy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck,
        };
        policy.CustomTrustStore.AddRange(roots);
        return policy;
    }
}
