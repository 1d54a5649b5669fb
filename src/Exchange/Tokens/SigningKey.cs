using System.Globalization;
using System.Security.Cryptography;
using Microsoft.IdentityModel.Tokens;
using Phusa.Security.Contracts;

namespace Phusa.Exchange.Tokens;

/// <summary>A P-256 key that signs tokens, kept as PEM in a file whose name says when it was made and its <c>kid</c>.</summary>
internal sealed record SigningKey(DateTimeOffset CreatedAt, ECDsaSecurityKey Key, string Path)
{
    private const string Prefix = "exchange-";

    private const string Form = "yyyyMMdd'T'HHmmss'Z'";

    private const string Ending = ".pem";

    /// <summary>RFC 7638 thumbprint.</summary>
    public string Id => Key.KeyId;

    public static IEnumerable<string> Files(string directory) =>
        Directory.EnumerateFiles(directory, $"{Prefix}*{Ending}");

    public static SigningKey Make(string directory, DateTimeOffset now)
    {
        var key = Named(ECDsa.Create(ECCurve.NamedCurves.nistP256));
        var moment = now.UtcDateTime.ToString(Form, CultureInfo.InvariantCulture);
        var path = System.IO.Path.Combine(directory, $"{Prefix}{moment}-{key.KeyId}{Ending}");
        SecretFile.Write(path, key.ECDsa.ExportPkcs8PrivateKeyPem());
        return new(At(moment), key, path);
    }

    /// <exception cref="InvalidDataException">The file holds another key than its name says.</exception>
    public static SigningKey Read(string path)
    {
        var name = System.IO.Path.GetFileNameWithoutExtension(path)[Prefix.Length..].Split('-', 2);
        var curve = ECDsa.Create();
        curve.ImportFromPem(File.ReadAllText(path));
        var key = Named(curve);
        return name is [var moment, var id] && id == key.KeyId
            ? new(At(moment), key, path)
            : throw new InvalidDataException($"{path} does not hold the key that its name says");
    }

    /// <summary>What may be published.</summary>
    public PublishedKey Published()
    {
        var jwk = JsonWebKeyConverter.ConvertFromECDsaSecurityKey(Key);
        return new(jwk.Kty, jwk.Crv, jwk.X, jwk.Y, Id, "sig", SecurityAlgorithms.EcdsaSha256);
    }

    private static ECDsaSecurityKey Named(ECDsa curve)
    {
        var key = new ECDsaSecurityKey(curve);
        key.KeyId = Base64UrlEncoder.Encode(key.ComputeJwkThumbprint());
        return key;
    }

    private static DateTimeOffset At(string moment) => DateTimeOffset.ParseExact(
        moment, Form, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
}

/// <summary>A public key as RFC 7517 writes it.</summary>
internal sealed record PublishedKey(string Kty, string Crv, string X, string Y, string Kid, string Use, string Alg);

/// <summary>What <c>/.well-known/jwks.json</c> answers.</summary>
internal sealed record PublishedKeys(IReadOnlyList<PublishedKey> Keys);
