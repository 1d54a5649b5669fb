using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;

namespace Phusa.Security.Identity;

/// <summary>
/// Codes of an authenticator (RFC 6238: HMAC-SHA-1 over the half-minute, six digits). It tells which half-minute a code
/// belongs to, because one that was taken must not be taken again while it is still valid (section 5.2).
/// </summary>
internal static class CodeStep
{
    private const int Seconds = 30;

    /// <summary>Half-minutes a telephone's clock may be off, to either side.</summary>
    private const int Drift = 2;

    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    /// <summary>The half-minute near <paramref name="now"/> that the code was made in; null when there is none.</summary>
    public static long? Find(string key, string code, DateTimeOffset now)
    {
        var secret = Decode(key);
        var current = now.ToUnixTimeSeconds() / Seconds;
        for (var step = current - Drift; step <= current + Drift; step++)
        {
            if (CryptographicOperations.FixedTimeEquals(
                System.Text.Encoding.UTF8.GetBytes(Code(secret, step)), System.Text.Encoding.UTF8.GetBytes(code)))
            {
                return step;
            }
        }
        return null;
    }

    private static string Code(byte[] secret, long step)
    {
        Span<byte> counter = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(counter, step);
#pragma warning disable CA5350 // RFC 6238 and every authenticator say SHA-1; as a keyed hash it is not broken.
        var hash = HMACSHA1.HashData(secret, counter);
#pragma warning restore CA5350
        var number = BinaryPrimitives.ReadInt32BigEndian(hash.AsSpan(hash[^1] & 15, 4)) & int.MaxValue;
        return (number % 1_000_000).ToString("D6", CultureInfo.InvariantCulture);
    }

    /// <summary>Base 32 (RFC 4648), as keys are shown to people.</summary>
    private static byte[] Decode(string key)
    {
        var bytes = new List<byte>(key.Length * 5 / 8);
        var (held, bits) = (0, 0);
        foreach (var letter in key)
        {
            held = (held << 5) | Alphabet.IndexOf(letter, StringComparison.Ordinal);
            bits += 5;
            if (bits >= 8)
            {
                bits -= 8;
                bytes.Add((byte)(held >> bits));
                held &= (1 << bits) - 1;
            }
        }
        return [.. bytes];
    }
}
