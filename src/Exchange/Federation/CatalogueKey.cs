using System.Security.Cryptography;
using Phusa.Security.Contracts;

namespace Phusa.Exchange.Federation;

/// <summary>
/// The key that signs our catalogue: ECDSA P-256, made at first use, in the folder of the installation's other secrets. It
/// does not change by itself: peers compared it by hand.
/// </summary>
internal sealed class CatalogueKey(string directory) : IDisposable
{
    private readonly Lazy<ECDsa> key = new(() =>
    {
        var read = ECDsa.Create();
        read.ImportFromPem(SecretFile.ReadOrMake(Path.Combine(directory, "federation.pem"), () =>
        {
            using var made = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            return made.ExportPkcs8PrivateKeyPem();
        }));
        return read;
    });

    /// <summary>SubjectPublicKeyInfo as PEM.</summary>
    public string PublicPem => key.Value.ExportSubjectPublicKeyInfoPem();

    public string Fingerprint => CatalogueSeal.Fingerprint(PublicPem);

    /// <summary>Signing takes turns: an <see cref="ECDsa"/> is not for several threads at once.</summary>
    public string Sign(string content)
    {
        lock (key)
        {
            return CatalogueSeal.Sign(content, key.Value);
        }
    }

    public void Dispose()
    {
        if (key.IsValueCreated)
        {
            key.Value.Dispose();
        }
    }
}
