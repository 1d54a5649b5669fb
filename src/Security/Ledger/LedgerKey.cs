using System.Security.Cryptography;
using Phusa.Security.Contracts;

namespace Phusa.Security.Ledger;

/// <summary>
/// The key that signs heads: ECDSA P-256, made at first use and kept as PEM beside the data-protection keys. All nodes of a
/// deployment share it; auditors and witnesses have its public half from the ledger's page.
/// </summary>
internal sealed class LedgerKey(string directory) : IDisposable
{
    private readonly Lazy<ECDsa> key = new(() => Read(directory));

    /// <summary>Signing takes turns: an <see cref="ECDsa"/> is not for several threads at once.</summary>
    public string Sign(string origin, long size, byte[] root)
    {
        lock (key)
        {
            return SignedHead.Sign(origin, size, root, key.Value);
        }
    }

    /// <summary>SubjectPublicKeyInfo as PEM.</summary>
    public string PublicPem => key.Value.ExportSubjectPublicKeyInfoPem();

    public void Dispose()
    {
        if (key.IsValueCreated)
        {
            key.Value.Dispose();
        }
    }

    /// <summary>A public key from elsewhere.</summary>
    /// <exception cref="InvalidDataException">It is no key in PEM.</exception>
    public static ECDsa Public(string pem)
    {
        var key = ECDsa.Create();
        try
        {
            key.ImportFromPem(pem);
            return key;
        }
        catch (Exception broken) when (broken is ArgumentException or CryptographicException)
        {
            key.Dispose();
            throw new InvalidDataException(T.LedgerKeyUnreadable.ToString(), broken);
        }
    }

    private static ECDsa Read(string directory)
    {
        var text = SecretFile.ReadOrMake(Path.Combine(directory, "ledger.pem"), () =>
        {
            using var made = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            return made.ExportPkcs8PrivateKeyPem();
        });
        var key = ECDsa.Create();
        key.ImportFromPem(text);
        return key;
    }
}
