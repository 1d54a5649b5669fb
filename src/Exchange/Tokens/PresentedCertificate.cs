using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Options;
using Phusa.Exchange.Credentials;

namespace Phusa.Exchange.Tokens;

/// <summary>
/// The thumbprint of the client certificate that the proxy was shown. The proxy, which ends TLS, has made sure that the
/// client holds its private key; it is compared with what was registered, so that no authority needs to be trusted (RFC
/// 8705 §2.2).
/// </summary>
internal sealed class PresentedCertificate(IOptions<ExchangeOptions> options, TimeProvider clock)
{
    private const int Longest = 16 * 1024;

    /// <summary>Null where none was shown, or it is not valid today.</summary>
    public string? Thumbprint(HttpContext http)
    {
        using var certificate = Certificate(http);
        var now = clock.GetUtcNow();
        return certificate is not null && certificate.NotBefore.ToUniversalTime() <= now && now < certificate.NotAfter.ToUniversalTime()
            ? ClientCertificate.ThumbprintOf(certificate) : null;
    }

    private X509Certificate2? Certificate(HttpContext http)
    {
        // Two values mean that the proxy added its own to one that a client sent: neither is to be believed.
        if (options.Value.ClientCertificateHeader is not { } header
            || http.Request.Headers[header] is not [{ Length: > 0 and <= Longest } text])
        {
            return null;
        }
        try
        {
            return text is [':', .. var encoded, ':']
                ? X509CertificateLoader.LoadCertificate(Convert.FromBase64String(encoded))
                : X509Certificate2.CreateFromPem(Uri.UnescapeDataString(text));
        }
        catch (Exception failure) when (failure is CryptographicException or FormatException)
        {
            // What is no certificate proves nothing.
            return null;
        }
    }
}
