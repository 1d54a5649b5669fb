using System.Security.Cryptography;
using System.Text;

namespace Phusa.Security.Contracts;

/// <summary>
/// Something that belongs to an entry and may be erased without breaking the tree: the entry holds its HMAC-SHA256
/// under a salt of its own, so that once salt and content are gone nobody can guess it from the hash.
/// </summary>
/// <param name="Content">Null where only the hash is wanted.</param>
/// <param name="Expires">When salt and content are erased; null keeps them until somebody has them erased.</param>
public sealed record Sealed(string Name, byte[] Salt, byte[] Hash, byte[]? Content, DateTimeOffset? Expires)
{
    /// <summary>Bytes of a salt.</summary>
    public const int SaltSize = 16;

    public static Sealed Of(string name, string content)
    {
        var (salt, bytes) = (RandomNumberGenerator.GetBytes(SaltSize), Encoding.UTF8.GetBytes(content));
        return new(name, salt, HMACSHA256.HashData(salt, bytes), bytes, null);
    }
}
