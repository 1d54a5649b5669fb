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

    /// <summary>Whether a text is such a secret: 24 to 64 bytes.</summary>
    public static bool Is(string text)
    {
        Span<byte> key = stackalloc byte[100];
        return text.StartsWith(Prefix, StringComparison.Ordinal)
            && Convert.TryFromBase64String(text[Prefix.Length..], key, out var length) && length is >= 24 and <= 64;
    }

    /// <summary>Whether one of the signatures is the secret's; how long it takes tells nothing of it.</summary>
    /// <param name="at">Seconds, as they were signed.</param>
    /// <param name="signatures">As the header has them, divided by blanks.</param>
    public static bool Holds(string secret, string id, long at, ReadOnlySpan<byte> body, string signatures)
    {
        var expected = Encoding.UTF8.GetBytes(Sign(secret, id, at, body));
        return signatures.Split(' ').Any(one => CryptographicOperations.FixedTimeEquals(expected, Encoding.UTF8.GetBytes(one)));
    }

    private static string Sign(string secret, string id, DateTimeOffset at, string body) =>
        Sign(secret, id, at.ToUnixTimeSeconds(), Encoding.UTF8.GetBytes(body));

    private static string Sign(string secret, string id, long at, ReadOnlySpan<byte> body)
    {
        byte[] content = [.. Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{id}.{at}.")), .. body];
        return $"v1,{Convert.ToBase64String(HMACSHA256.HashData(Convert.FromBase64String(secret[Prefix.Length..]), content))}";
    }
}
