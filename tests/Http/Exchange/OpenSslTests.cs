using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.IdentityModel.Tokens;

namespace Phusa.Tests.Http.Exchange;

/// <summary>Somebody else's program, with nothing but what is published, finds our signature good.</summary>
public sealed class OpenSslTests(ExchangeHost host) : IClassFixture<ExchangeHost>
{
    [OpenSslFact]
    public async Task Openssl_verifies_a_token_with_the_published_key()
    {
        var system = await host.SystemAsync();
        var parts = (await host.TokenAsync(system.Id, (await host.CredentialAsync(system)).Secret!)).Split('.');
        using var client = host.Anyone();
        var key = (await client.GetFromJsonAsync<JsonElement>("/.well-known/jwks.json")).GetProperty("keys")[0];
        using var published = ECDsa.Create(new ECParameters
        {
            Curve = ECCurve.NamedCurves.nistP256,
            Q = new()
            {
                X = Base64UrlEncoder.DecodeBytes(key.GetProperty("x").GetString()),
                Y = Base64UrlEncoder.DecodeBytes(key.GetProperty("y").GetString()),
            },
        });

        Assert.Equal("Verified OK", await VerifyAsync(published, $"{parts[0]}.{parts[1]}", parts[2]));
        Assert.Equal("Verification failure", await VerifyAsync(published, $"{parts[0]}.{parts[1]}x", parts[2]));
    }

    private static async Task<string> VerifyAsync(ECDsa key, string text, string signature)
    {
        var folder = Directory.CreateTempSubdirectory("phusa-openssl-");
        try
        {
            string At(string name) => Path.Combine(folder.FullName, name);
            await File.WriteAllTextAsync(At("key.pem"), key.ExportSubjectPublicKeyInfoPem());
            await File.WriteAllBytesAsync(At("signature"), Der(Base64UrlEncoder.DecodeBytes(signature)));
            await File.WriteAllBytesAsync(At("text"), Encoding.ASCII.GetBytes(text));
            using var openssl = Process.Start(new ProcessStartInfo(
                "openssl", ["dgst", "-sha256", "-verify", At("key.pem"), "-signature", At("signature"), At("text")])
            {
                RedirectStandardOutput = true, RedirectStandardError = true,
            })!;
            var said = await openssl.StandardOutput.ReadToEndAsync();
            await openssl.WaitForExitAsync();
            return said.Split('\n')[0].Trim();
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>A JWT has r and s side by side; openssl wants them as a DER sequence of two integers.</summary>
    private static byte[] Der(byte[] signature)
    {
        static byte[] Integer(ReadOnlySpan<byte> number)
        {
            var digits = number.TrimStart((byte)0);
            byte[] positive = digits.Length == 0 || digits[0] >= 0x80 ? [0, .. digits] : [.. digits];
            return [2, (byte)positive.Length, .. positive];
        }
        byte[] both = [.. Integer(signature.AsSpan(0, 32)), .. Integer(signature.AsSpan(32))];
        return [0x30, (byte)both.Length, .. both];
    }
}

/// <summary>Skipped, with the reason, where openssl is not installed.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class OpenSslFactAttribute : FactAttribute
{
    public OpenSslFactAttribute()
    {
        var folders = Environment.GetEnvironmentVariable("PATH")?.Split(Path.PathSeparator) ?? [];
        if (!folders.Any(folder => File.Exists(Path.Combine(folder, "openssl"))))
        {
            Skip = "openssl is not installed";
        }
    }
}
