using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Phusa.Security.Ledger;

/// <summary>
/// A tree head as a signed note (C2SP <c>signed-note</c> and <c>tlog-checkpoint</c>): three lines of text (the log's name, its
/// size, its root), an empty line, and a line for every signature, ECDSA P-256 over SHA-256 of the text. The text and a
/// signature, each in a file, are what <c>openssl dgst -sha256 -verify</c> wants.
/// </summary>
/// <param name="Origin">Names the log, and is the name its own signature stands under.</param>
internal sealed record SignedHead(string Origin, long Size, byte[] Root, IReadOnlyList<HeadSignature> Signatures)
{
    /// <summary>What is signed.</summary>
    public string Text => TextOf(Origin, Size, Root);

    public static string Sign(string origin, long size, byte[] root, ECDsa key)
    {
        var text = TextOf(origin, size, root);
        return $"{text}\n{HeadSignature.Of(origin, text, key)}\n";
    }

    /// <summary>Null when it is not such a note.</summary>
    public static SignedHead? Read(string note)
    {
        var lines = note.Split('\n');
        if (lines is not [{ Length: > 0 } origin, var size, var root, "", ..]
            || !long.TryParse(size, NumberStyles.None, CultureInfo.InvariantCulture, out var entries)
            || HeadSignature.Bytes(root) is not { Length: Merkle.Size } hash)
        {
            return null;
        }
        var signatures = lines.Skip(4).Where(line => line.Length > 0).Select(HeadSignature.Read).ToList();
        return signatures.Count == 0 || signatures.Contains(null)
            ? null : new(origin, entries, hash, [.. signatures.OfType<HeadSignature>()]);
    }

    /// <summary>Whether someone of this name and key signed it.</summary>
    public bool IsSignedBy(string name, ECDsa key) => Signatures.Any(signature => signature.Name == name
        && key.VerifyData(Encoding.UTF8.GetBytes(Text), signature.Signature, HashAlgorithmName.SHA256,
            DSASignatureFormat.Rfc3279DerSequence));

    private static string TextOf(string origin, long size, byte[] root) =>
        string.Create(CultureInfo.InvariantCulture, $"{origin}\n{size}\n{Convert.ToBase64String(root)}\n");
}

/// <summary>A signature's line: a dash, who signed, and in base64 four bytes that name the key before the signature in DER.</summary>
internal sealed record HeadSignature(string Name, byte[] Signature)
{
    private const int Hint = 4;

    public static string Of(string name, string text, ECDsa key)
    {
        var hint = SHA256.HashData(key.ExportSubjectPublicKeyInfo()).AsSpan(0, Hint);
        var signature = key.SignData(
            Encoding.UTF8.GetBytes(text), HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
        return $"— {name} {Convert.ToBase64String([.. hint, .. signature])}";
    }

    /// <summary>Null when it is no such line.</summary>
    public static HeadSignature? Read(string line) => line.Split(' ') is ["—", { Length: > 0 } name, var code]
        && Bytes(code) is { Length: > Hint } bytes ? new(name, bytes[Hint..]) : null;

    internal static byte[]? Bytes(string base64)
    {
        var room = new byte[base64.Length];
        return Convert.TryFromBase64String(base64, room, out var length) ? room[..length] : null;
    }
}
