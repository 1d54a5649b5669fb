using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Phusa.Kernel.Outcomes;

namespace Phusa.Exchange.Upstreams;

/// <summary>The certificate with its private key that the gateway shows to an upstream (mutual TLS), kept as PFX.</summary>
internal sealed class ClientIdentity
{
    private ClientIdentity(byte[] pfx) => Pfx = pfx;

    /// <summary>Without a password: it is encrypted where it is kept.</summary>
    public byte[] Pfx { get; }

    public static ClientIdentity Kept(byte[] pfx) => new(pfx);

    /// <param name="text">PEM with certificate and key, or a PFX in base64.</param>
    /// <param name="password">Of the key or the PFX; null for none.</param>
    public static Outcome<ClientIdentity> Read(string text, string? password, DateTimeOffset now)
    {
        try
        {
            using var read = text.Contains("-----BEGIN", StringComparison.Ordinal) ? OfPem(text, password)
                : X509CertificateLoader.LoadPkcs12(
                    Convert.FromBase64String(text.Trim()), password, X509KeyStorageFlags.Exportable);
            if (!read.HasPrivateKey)
            {
                return Refused("upstream.certificate-without-key", T.UpstreamCertificateWithoutKey);
            }
            return read.NotAfter.ToUniversalTime() <= now
                ? Refused("upstream.certificate-expired", T.UpstreamCertificateExpired(read.NotAfter.ToUniversalTime()))
                : new ClientIdentity(read.Export(X509ContentType.Pfx));
        }
        catch (Exception failure) when (failure is CryptographicException or FormatException or ArgumentException)
        {
            return Refused("upstream.certificate-unreadable", T.UpstreamCertificateUnreadable);
        }
    }

    /// <summary>Loaded anew; the caller owns it.</summary>
    public X509Certificate2 Load() => X509CertificateLoader.LoadPkcs12(Pfx, null);

    /// <summary>Roots that an upstream's own authority has; null where the text holds none.</summary>
    public static X509Certificate2Collection? Roots(string pem)
    {
        var roots = new X509Certificate2Collection();
        try
        {
            roots.ImportFromPem(pem);
        }
        catch (CryptographicException)
        {
            return null;
        }
        return roots.Count > 0 ? roots : null;
    }

    private static X509Certificate2 OfPem(string text, string? password) =>
        !text.Contains("PRIVATE KEY-----", StringComparison.Ordinal) ? X509Certificate2.CreateFromPem(text)
        : string.IsNullOrEmpty(password) ? X509Certificate2.CreateFromPem(text, text)
        : X509Certificate2.CreateFromEncryptedPem(text, text, password);

    private static Refusal Refused(string code, Kernel.Texts.Text why) => new(new Problem("certificate", code, why));
}
