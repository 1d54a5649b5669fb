using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Phusa.Exchange.Federation;

/// <summary>
/// The signature of a catalogue: a JSON Web Signature with ES256 whose payload stands apart (RFC 7515, appendix F), so that
/// the catalogue itself is plain JSON and its bytes are what is signed. One algorithm, one key: the header chooses nothing.
/// </summary>
internal static partial class CatalogueSeal
{
    public const string Type = "phusa-catalogue+json";

    private const int Longest = 2_000;

    public static string Sign(string content, ECDsa key)
    {
        var header = Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(new
        {
            alg = "ES256", typ = Type, kid = Fingerprint(key.ExportSubjectPublicKeyInfo()),
        }));
        return $"{header}..{Base64Url.EncodeToString(key.SignData(Covered(header, content), HashAlgorithmName.SHA256))}";
    }

    /// <param name="pem">Of the key that was compared, whatever the header says of one.</param>
    public static bool Holds(string? signature, string content, string pem)
    {
        if (signature is not { Length: < Longest } || signature.Split('.') is not [var header, "", var value]
            || !Base64Url.IsValid(header) || !Base64Url.IsValid(value) || !IsOurs(header))
        {
            return false;
        }
        using var key = ECDsa.Create();
        key.ImportFromPem(pem);
        return key.VerifyData(Covered(header, content), Base64Url.DecodeFromChars(value), HashAlgorithmName.SHA256);
    }

    /// <summary>Of SubjectPublicKeyInfo: SHA-256 in hexadecimal, in groups of four to be read out.</summary>
    public static string Fingerprint(string pem)
    {
        using var key = ECDsa.Create();
        key.ImportFromPem(pem);
        return string.Join(' ', Fingerprint(key.ExportSubjectPublicKeyInfo()).Chunk(4).Select(four => new string(four)));
    }

    /// <summary>However it was typed: blanks, colons and capitals say nothing.</summary>
    public static bool IsSame(string? told, string fingerprint) =>
        Spacing().Replace(told ?? "", "").Equals(Spacing().Replace(fingerprint, ""), StringComparison.OrdinalIgnoreCase);

    /// <summary>A P-256 key in PEM, written anew; null for anything else.</summary>
    public static bool TryRead(string? pem, [NotNullWhen(true)] out string? key)
    {
        key = null;
        using var read = ECDsa.Create();
        try
        {
            read.ImportFromPem(pem);
            var curve = read.ExportParameters(includePrivateParameters: false).Curve.Oid;
            key = curve.Value == ECCurve.NamedCurves.nistP256.Oid.Value || curve.FriendlyName == ECCurve.NamedCurves.nistP256.Oid.FriendlyName
                ? read.ExportSubjectPublicKeyInfoPem() : null;
        }
        catch (Exception broken) when (broken is ArgumentException or CryptographicException)
        {
            return false;
        }
        return key is not null;
    }

    private static string Fingerprint(byte[] spki) => Convert.ToHexStringLower(SHA256.HashData(spki));

    private static byte[] Covered(string header, string content) =>
        Encoding.ASCII.GetBytes($"{header}.{Base64Url.EncodeToString(Encoding.UTF8.GetBytes(content))}");

    /// <summary>Other types are signed for other purposes; <c>crit</c> asks for what is not understood here.</summary>
    private static bool IsOurs(string header)
    {
        try
        {
            using var read = JsonDocument.Parse(Base64Url.DecodeFromChars(header));
            return read.RootElement is { ValueKind: JsonValueKind.Object } root && !root.TryGetProperty("crit", out _)
                && root.TryGetProperty("alg", out var alg) && alg.ValueEquals("ES256")
                && root.TryGetProperty("typ", out var type) && type.ValueEquals(Type);
        }
        catch (Exception broken) when (broken is JsonException or InvalidOperationException)
        {
            return false;
        }
    }

    [GeneratedRegex(@"[\s:.-]")]
    private static partial Regex Spacing();
}
