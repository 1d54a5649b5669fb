using System.Buffers.Text;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Phusa.Kernel.Outcomes;

namespace Phusa.Exchange.Credentials;

/// <summary>A certificate as it was uploaded.</summary>
/// <param name="Thumbprint"><c>x5t#S256</c> of RFC 8705: SHA-256 of the certificate in base64url.</param>
/// <param name="NotAfter">When it ends by itself; null where the thumbprint alone is known.</param>
internal sealed record ClientCertificate(string Thumbprint, DateTimeOffset? NotAfter)
{
    /// <summary>A certificate as PEM, or its SHA-256 in hexadecimal digits, with or without colons, as openssl prints it.</summary>
    public static Outcome<ClientCertificate> Read(string? text)
    {
        var given = text?.Trim() ?? "";
        if (given.StartsWith("-----BEGIN", StringComparison.Ordinal))
        {
            try
            {
                using var certificate = X509Certificate2.CreateFromPem(given);
                return new ClientCertificate(ThumbprintOf(certificate), certificate.NotAfter.ToUniversalTime());
            }
            catch (CryptographicException)
            {
                return Invalid();
            }
        }
        var digits = given.Replace(":", "", StringComparison.Ordinal);
        return digits.Length == 64 && digits.All(char.IsAsciiHexDigit)
            ? new ClientCertificate(Base64Url.EncodeToString(Convert.FromHexString(digits)), null)
            : Invalid();
    }

    public static string ThumbprintOf(X509Certificate2 certificate) =>
        Base64Url.EncodeToString(certificate.GetCertHash(HashAlgorithmName.SHA256));

    private static Refusal Invalid() =>
        new(new Problem("value", "credential.certificate-unreadable", T.CredentialCertificateUnreadable));
}
