using System.Security.Cryptography;
using System.Text;

namespace Phusa.Security.Contracts;

/// <summary>
/// Content of calls that is kept for a while beside the ledger, so that a dispute can be settled: encrypted with AES-256-GCM
/// under a key of the installation's own, with a nonce for each. The entry holds its salted hash alone, so that erasing it
/// breaks nothing.
/// </summary>
public sealed class SealedPayloads
{
    private readonly Lazy<byte[]> key;

    internal SealedPayloads(string directory) => key = new(() => Convert.FromHexString(SecretFile.ReadOrMake(
        Path.Combine(directory, "payload.key"), () => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32)))));

    /// <param name="name">Of the part in its entry.</param>
    /// <param name="expires">When salt and content are erased.</param>
    public Sealed Seal(string name, ReadOnlySpan<byte> content, DateTimeOffset expires)
    {
        var salt = RandomNumberGenerator.GetBytes(Contracts.Sealed.SaltSize);
        var kept = new byte[Nonce + Tag + content.Length];
        RandomNumberGenerator.Fill(kept.AsSpan(0, Nonce));
        using var cipher = new AesGcm(key.Value, Tag);
        cipher.Encrypt(
            kept.AsSpan(0, Nonce), content, kept.AsSpan(Nonce + Tag), kept.AsSpan(Nonce, Tag), Bound(name, salt));
        return new(name, salt, HMACSHA256.HashData(salt, content), kept, expires);
    }

    private const int Nonce = 12;
    private const int Tag = 16;

    /// <exception cref="CryptographicException">Not what was kept under this name and salt, or not with this key.</exception>
    internal byte[] Open(string name, byte[] salt, byte[] kept)
    {
        if (kept.Length < Nonce + Tag)
        {
            throw new CryptographicException("No sealed content");
        }
        var content = new byte[kept.Length - Nonce - Tag];
        using var cipher = new AesGcm(key.Value, Tag);
        cipher.Decrypt(kept.AsSpan(0, Nonce), kept.AsSpan(Nonce + Tag), kept.AsSpan(Nonce, Tag), content, Bound(name, salt));
        return content;
    }

    /// <summary>Content moved to another entry or part cannot be opened there.</summary>
    private static byte[] Bound(string name, byte[] salt) => [.. salt, .. Encoding.UTF8.GetBytes(name)];
}
