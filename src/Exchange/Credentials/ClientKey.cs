using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.IdentityModel.Tokens;
using Phusa.Kernel.Outcomes;

namespace Phusa.Exchange.Credentials;

/// <summary>
/// A public key that a system uploads, as JWK (RFC 7517) or PEM: P-256, or RSA of 2048 bits and more. It is kept with its
/// public members alone.
/// </summary>
/// <param name="Jwk">JSON of the members that RFC 7638 hashes.</param>
/// <param name="Thumbprint">RFC 7638, SHA-256.</param>
internal sealed record ClientKey(string Jwk, string Thumbprint)
{
    private const int FewestBits = 2048;

    /// <summary>More is a denial of service for whoever verifies.</summary>
    private const int MostBits = 8192;

    public static Outcome<ClientKey> Read(string? text)
    {
        var given = text?.Trim() ?? "";
        try
        {
            return given.Contains("PRIVATE KEY", StringComparison.Ordinal) ? Private()
                : given.StartsWith('{') ? OfJwk(given)
                : given.StartsWith("-----BEGIN", StringComparison.Ordinal) ? OfPem(given)
                : Unreadable();
        }
        catch (Exception failure) when (failure is CryptographicException or ArgumentException or JsonException
            or FormatException or InvalidOperationException)
        {
            return Unreadable();
        }
    }

    private static Outcome<ClientKey> OfJwk(string json)
    {
        var members = JsonNode.Parse(json)!.AsObject();
        string[] secret = ["d", "p", "q", "dp", "dq", "qi", "oth", "k"];
        if (secret.Any(members.ContainsKey))
        {
            return Private();
        }
        byte[] Bytes(string name) => (string?)members[name] is { Length: > 0 } encoded
            ? Base64Url.DecodeFromChars(encoded) : throw new FormatException($"No {name}");
        if ((string?)members["kty"] == "EC" && (string?)members["crv"] == "P-256")
        {
            using var curve = ECDsa.Create(new ECParameters
            {
                Curve = ECCurve.NamedCurves.nistP256, Q = new() { X = Bytes("x"), Y = Bytes("y") },
            });
            return Of(curve);
        }
        if ((string?)members["kty"] == "RSA")
        {
            using var rsa = RSA.Create(new RSAParameters { Modulus = Bytes("n"), Exponent = Bytes("e") });
            return Of(rsa);
        }
        return Unreadable();
    }

    private static Outcome<ClientKey> OfPem(string pem)
    {
        try
        {
            using var curve = ECDsa.Create();
            curve.ImportFromPem(pem);
            return Of(curve);
        }
        catch (CryptographicException)
        {
            // Not a key of a curve: perhaps RSA.
            using var rsa = RSA.Create();
            rsa.ImportFromPem(pem);
            return Of(rsa);
        }
    }

    private static Outcome<ClientKey> Of(ECDsa curve)
    {
        var key = curve.ExportParameters(false);
        return key.Curve.Oid.Value == ECCurve.NamedCurves.nistP256.Oid.Value
            ? Of(new JsonObject { ["crv"] = "P-256", ["kty"] = "EC", ["x"] = Encoded(key.Q.X), ["y"] = Encoded(key.Q.Y) })
            : Unreadable();
    }

    private static Outcome<ClientKey> Of(RSA rsa)
    {
        var key = rsa.ExportParameters(false);
        return rsa.KeySize is < FewestBits or > MostBits
            ? new Refusal(new Problem("value", "credential.key-weak", T.CredentialKeyWeak(FewestBits)))
            : Of(new JsonObject { ["e"] = Encoded(key.Exponent), ["kty"] = "RSA", ["n"] = Encoded(key.Modulus) });
    }

    private static ClientKey Of(JsonObject members)
    {
        var jwk = members.ToJsonString();
        return new(jwk, Encoded(new JsonWebKey(jwk).ComputeJwkThumbprint()));
    }

    private static string Encoded(byte[]? bytes) => Base64Url.EncodeToString(bytes);

    private static Refusal Private() => new(new Problem("value", "credential.key-private", T.CredentialKeyPrivate));

    private static Refusal Unreadable() =>
        new(new Problem("value", "credential.key-unreadable", T.CredentialKeyUnreadable));
}
