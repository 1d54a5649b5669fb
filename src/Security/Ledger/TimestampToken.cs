using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using System.Text;

namespace Phusa.Security.Ledger;

/// <summary>A kept timestamp token (RFC 3161), as far as it proves itself; whether its authority is one to trust is the reader's to say.</summary>
internal static class TimestampToken
{
    /// <summary>Whether it is about this note and signed by the certificate that it brings, one made for timestamps.</summary>
    public static bool IsOf(ReadOnlyMemory<byte> token, string note)
    {
        try
        {
            return Rfc3161TimestampToken.TryDecode(token, out var read, out var length) && length == token.Length
                && read.VerifySignatureForData(Encoding.UTF8.GetBytes(note), out _);
        }
        catch (CryptographicException)
        {
            // What cannot be read proves nothing.
            return false;
        }
    }
}
