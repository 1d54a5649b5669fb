using System.Security.Cryptography;
using Phusa.Security.Contracts;

namespace Phusa.Security.Access;

/// <summary>
/// The installation's secret for <c>MaskKind.Hash</c>: 256 bits made at first use and kept beside the data-protection
/// keys. Whoever has it can try out all citizen numbers, so it never leaves the node; losing it only changes the
/// hashes.
/// </summary>
internal sealed class MaskKey(string directory)
{
    private readonly Lazy<string> value = new(() => Read(directory));

    /// <summary>64 hexadecimal digits.</summary>
    public string Value => value.Value;

    private static string Read(string directory)
    {
        var path = Path.Combine(directory, "mask.key");
        var text = SecretFile.ReadOrMake(path, () => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32)));
        return text.Length == 64 && text.All(char.IsAsciiHexDigit)
            ? text
            : throw new InvalidDataException($"{path} does not hold 64 hexadecimal digits");
    }
}
