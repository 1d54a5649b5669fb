using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Phusa.Exchange.Webhooks;

/// <summary>
/// The secret by which a receiver knows that a delivery comes from here, and the signature made with it, as Standard
/// Webhooks has them: 256 random bits in base64 behind <c>whsec_</c>, and HMAC-SHA256 over id, time and body.
/// </summary>
internal static class SigningSecret
{
    public const string Prefix = "whsec_";

    public static string Make() => Prefix + Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));

    /// <summary>The value of <c>webhook-signature</c>: one for each secret, for receivers that change over.</summary>
    public static string Sign(IEnumerable<string> secrets, string id, DateTimeOffset at, string body) =>
        string.Join(' ', secrets.Select(secret => Sign(secret, id, at, body)));

    private static string Sign(string secret, string id, DateTimeOffset at, string body)
    {
        var content = string.Create(CultureInfo.InvariantCulture, $"{id}.{at.ToUnixTimeSeconds()}.{body}");
        var key = Convert.FromBase64String(secret[Prefix.Length..]);
        return $"v1,{Convert.ToBase64String(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(content)))}";
    }
}
