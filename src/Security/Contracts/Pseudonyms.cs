using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Phusa.Security.Contracts;

/// <summary>
/// What stands in evidence for a person: HMAC-SHA256 of the citizen number under the installation's own secret, so that all that
/// happened to one person's data can be found by the number, and the number by nobody who has only the evidence.
/// </summary>
public sealed class Pseudonyms
{
    private readonly Lazy<byte[]> secret;

    internal Pseudonyms(string directory) => secret = new(() => Convert.FromHexString(SecretFile.ReadOrMake(
        Path.Combine(directory, "subject.key"), () => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32)))));

    /// <summary>43 letters, digits, <c>-</c> and <c>_</c>.</summary>
    /// <param name="citizenNumber">As it is written: 12 digits.</param>
    public string Of(string citizenNumber) =>
        Base64Url.EncodeToString(HMACSHA256.HashData(secret.Value, Encoding.UTF8.GetBytes(citizenNumber)));
}
