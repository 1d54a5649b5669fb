using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Phusa.Exchange.Credentials;

/// <summary>
/// The text of a client secret: a fixed prefix, by which scanners of leaked secrets find it, and 256 random bits. So much
/// chance needs no salt and no slow hash: SHA-256 alone cannot be turned back.
/// </summary>
internal static class ClientSecret
{
    public const string Prefix = "phusax_";

    public static string Make() => Prefix + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    public static string Hash(string secret) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));

    public static string Hint(string secret) => secret[..(Prefix.Length + 4)];
}
