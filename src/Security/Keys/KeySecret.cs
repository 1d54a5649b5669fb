using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Phusa.Security.Keys;

/// <summary>
/// The text of a key: a fixed prefix, by which scanners of leaked secrets find it, and 256 random bits. So much chance
/// needs no salt and no slow hash: SHA-256 alone cannot be turned back.
/// </summary>
internal static class KeySecret
{
    public const string Prefix = "phusa_";

    public static string Make() => Prefix + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    public static string Hash(string secret) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));

    public static string Hint(string secret) => secret[..(Prefix.Length + 4)];

    /// <summary>
    /// The key a request carries, as <c>Authorization: Bearer phusa_…</c> or <c>X-Api-Key</c>; null when none.
    /// </summary>
    public static string? Of(HttpRequest request)
    {
        const string Bearer = "Bearer ";
        if (request.Headers["X-Api-Key"].ToString() is { Length: > 0 } key)
        {
            return key.Trim();
        }
        var authorization = request.Headers.Authorization.ToString();
        return authorization.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase)
            ? authorization[Bearer.Length..].Trim() : null;
    }
}
