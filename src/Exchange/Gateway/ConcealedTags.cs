using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Net.Http.Headers;
using Phusa.Security.Contracts;

namespace Phusa.Exchange.Gateway;

/// <summary>
/// Entity tags of answers that the gateway changes. An upstream's own must not leave: it names another representation, and is
/// often a digest of the whole answer, from which a dropped field can be guessed. So it leaves encrypted, bound to what was
/// made of the answer, always to the same letters; and what comes back is the upstream's own tag again.
/// </summary>
internal sealed class ConcealedTags(string directory)
{
    private const int Longest = 200;

    /// <summary>Tags remembered at most; an answer that did not change is asked for again and again.</summary>
    private const int Most = 4096;

    private const int NonceSize = 12;
    private const int ProofSize = 16;

    private readonly Lazy<byte[]> secret = new(() => Convert.FromHexString(SecretFile.ReadOrMake(
        Path.Combine(directory, "entity-tag.key"), () => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(64)))));

    private readonly ConcurrentDictionary<(EntityTagHeaderValue Tag, string Shape), EntityTagHeaderValue?> concealed = [];

    private ReadOnlySpan<byte> Cipher => secret.Value.AsSpan(0, 32);

    private ReadOnlySpan<byte> Names => secret.Value.AsSpan(32);

    /// <summary>Strong where the upstream's is: equal tags mean equal bytes, as the shape is all that changes them.</summary>
    /// <param name="shape">All that decides, beside the upstream's answer, what leaves.</param>
    /// <returns>Null for a tag that is none, or too long to be worth keeping.</returns>
    public EntityTagHeaderValue? Conceal(EntityTagHeaderValue tag, string shape)
    {
        if (concealed.TryGetValue((tag, shape), out var known))
        {
            return known;
        }
        if (concealed.Count >= Most)
        {
            concealed.Clear();
        }
        return concealed[(tag, shape)] = Encrypt(tag, shape);
    }

    /// <summary>The upstream's tag; null for one that did not come from here, or for another shape.</summary>
    public EntityTagHeaderValue? Reveal(EntityTagHeaderValue tag, string shape)
    {
        var text = tag.Tag.AsSpan()[1..^1];
        if (!Base64Url.IsValid(text, out var size) || size is < NonceSize + ProofSize or > NonceSize + Longest + ProofSize)
        {
            return null;
        }
        var whole = Base64Url.DecodeFromChars(text).AsSpan();
        var plain = new byte[whole.Length - NonceSize - ProofSize];
        try
        {
            using var cipher = new AesGcm(Cipher, ProofSize);
            cipher.Decrypt(whole[..NonceSize], whole[NonceSize..^ProofSize], whole[^ProofSize..], plain, Encoding.UTF8.GetBytes(shape));
            return new($"\"{Encoding.UTF8.GetString(plain)}\"", tag.IsWeak);
        }
        catch (AuthenticationTagMismatchException)
        {
            return null;
        }
    }

    private EntityTagHeaderValue? Encrypt(EntityTagHeaderValue tag, string shape)
    {
        var (plain, bound) = (Encoding.UTF8.GetBytes(tag.Tag.Value![1..^1]), Encoding.UTF8.GetBytes(shape));
        if (plain.Length > Longest)
        {
            return null;
        }
        var whole = new byte[NonceSize + plain.Length + ProofSize];
        // Never random: the same answer has the same tag, and no nonce serves for two tags (RFC 8452 does it alike).
        HMACSHA256.HashData(Names, [.. SHA256.HashData(bound), .. plain]).AsSpan(0, NonceSize).CopyTo(whole);
        using var cipher = new AesGcm(Cipher, ProofSize);
        cipher.Encrypt(whole.AsSpan(0, NonceSize), plain, whole.AsSpan(NonceSize, plain.Length), whole.AsSpan(NonceSize + plain.Length), bound);
        return new($"\"{Base64Url.EncodeToString(whole)}\"", tag.IsWeak);
    }
}
