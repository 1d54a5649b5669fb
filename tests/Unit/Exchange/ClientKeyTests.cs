using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.IdentityModel.Tokens;
using Phusa.Exchange.Credentials;

namespace Phusa.Tests.Unit.Exchange;

public sealed class ClientKeyTests
{
    [Fact]
    public void The_thumbprint_is_that_of_RFC_7638()
    {
        const string Example = """
            {"kty":"RSA","n":"0vx7agoebGcQSuuPiLJXZptN9nndrQmbXEps2aiAFbWhM78LhWx4cbbfAAtVT86zwu1RK7aPFFxuhDR1L6tSoc_BJECPebWKRXjBZCiFV4n3oknjhMstn64tZ_2W-5JsGY4Hc5n9yBXArwl93lqt7_RN5w6Cf0h4QyQ5v-65YGjQR0_FDW2QvzqY368QQMicAtaSqzs8KJZgnYb9c7d0zgdAZHzu6qMQvRL5hajrn1n91CbOpbISD08qNLyrdkt-bFTWhAI4vMQFh6WeZu0fM4lFd2NcRwr3XPksINHaQ-G_xBniIqbw0Ls1jF44-csFCur-kEgU8awapJzKnqDKgw","e":"AQAB","alg":"RS256","kid":"2011-04-29"}
            """;

        Assert.Equal("NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs", ClientKey.Read(Example).Value!.Thumbprint);
    }

    [Fact]
    public void A_key_reads_the_same_as_PEM_and_as_JWK()
    {
        using var curve = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var rsa = RSA.Create(2048);
        Assert.All([curve.ExportSubjectPublicKeyInfoPem(), rsa.ExportSubjectPublicKeyInfoPem()], pem =>
        {
            var key = ClientKey.Read(pem).Value!;
            Assert.Equal(key, ClientKey.Read($" {key.Jwk}\n").Value);
        });
    }

    [Fact]
    public void A_private_key_is_refused_in_either_form()
    {
        using var curve = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var jwk = JsonWebKeyConverter.ConvertFromECDsaSecurityKey(new(curve));
        var json = JsonSerializer.Serialize(new { kty = jwk.Kty, crv = jwk.Crv, x = jwk.X, y = jwk.Y, d = jwk.D });

        Assert.Equal("credential.key-private", Code(json));
        Assert.Equal("credential.key-private", Code(curve.ExportPkcs8PrivateKeyPem()));
        Assert.Equal("credential.key-private", Code(curve.ExportECPrivateKeyPem()));
        Assert.Equal("credential.key-private", Code("""{"kty":"oct","k":"AAAA"}"""));
    }

    [Fact]
    public void Weak_keys_and_other_curves_are_refused()
    {
        using var weak = RSA.Create(1024);
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP384);

        Assert.Equal("credential.key-weak", Code(weak.ExportSubjectPublicKeyInfoPem()));
        Assert.Equal("credential.key-unreadable", Code(other.ExportSubjectPublicKeyInfoPem()));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("khoá")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"kty":"EC","crv":"P-256"}""")]
    [InlineData("""{"kty":"EC","crv":"P-256","x":"AQ","y":"AQ"}""")]
    [InlineData("""{"kty":"EC","crv":"P-256","x":1,"y":2}""")]
    [InlineData("""{"kty":"EC","crv":"P-256","x":"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAE","y":"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAE"}""")]
    [InlineData("""{"kty":"RSA","n":"","e":""}""")]
    [InlineData("-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----")]
    public void What_is_no_key_is_refused(string? text) => Assert.Equal("credential.key-unreadable", Code(text));

    [Theory]
    [InlineData("")]
    [InlineData("AB:CD")]
    [InlineData("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----")]
    public void What_is_no_certificate_is_refused(string text) => Assert.Equal(
        "credential.certificate-unreadable", Assert.Single(ClientCertificate.Read(text).Problems).Code);

    private static string Code(string? text) => Assert.Single(ClientKey.Read(text).Problems).Code;
}
