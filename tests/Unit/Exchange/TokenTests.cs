using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Phusa.Exchange.Tokens;

namespace Phusa.Tests.Unit.Exchange;

/// <summary>Every way to come by a token but being given it.</summary>
public sealed class TokenTests : IDisposable
{
    private readonly TokenSite site = new();

    public void Dispose() => site.Dispose();

    [Fact]
    public async Task A_token_that_was_given_holds_and_says_whose_it_is()
    {
        var token = site.Issue.Run(site.Client);

        var verified = (await site.Verify.RunAsync(token.Token, null)).Token!;

        Assert.Equal((site.Client.System.System.Id, site.Client.Credential.Id), (verified.System, verified.Credential));
        Assert.Equal(site.Time.GetUtcNow().AddMinutes(5), verified.ExpiresAt);
        Assert.Equal(TimeSpan.FromMinutes(5), token.Lifetime);
        Assert.NotEqual(verified.Id, (await site.Verify.RunAsync(site.Issue.Run(site.Client).Token, null)).Token!.Id);
    }

    [Fact]
    public async Task It_holds_until_a_minute_after_its_end()
    {
        var token = site.Issue.Run(site.Client).Token;

        site.Time.Pass(TimeSpan.FromSeconds(359));
        Assert.Null(await site.FaultAsync(token));
        site.Time.Pass(TimeSpan.FromSeconds(1));
        Assert.Equal(TokenFault.Expired, await site.FaultAsync(token));
    }

    [Theory]
    [InlineData("none")]
    [InlineData("None")]
    [InlineData("HS256")]
    [InlineData("RS256")]
    [InlineData("ES384")]
    [InlineData("")]
    public async Task An_algorithm_other_than_ours_is_refused_whoever_signed(string algorithm)
    {
        var (header, payload) = site.Parts();
        header["alg"] = algorithm;

        Assert.Equal(TokenFault.Algorithm, await site.FaultAsync(site.Signed(header, payload)));
        Assert.NotNull(await site.FaultAsync(TokenSite.Text(header, payload) + "."));
    }

    [Fact]
    public async Task The_public_key_is_no_shared_secret()
    {
        var (header, payload) = site.Parts();
        var key = site.Keys.Current();
        header["alg"] = "HS256";
        var text = TokenSite.Text(header, payload);
        byte[][] secrets =
        [
            Encoding.ASCII.GetBytes(key.Key.ECDsa.ExportSubjectPublicKeyInfoPem()), key.Key.ECDsa.ExportSubjectPublicKeyInfo(),
            Encoding.ASCII.GetBytes(key.Published().X), [],
        ];

        foreach (var secret in secrets)
        {
            var signature = HMACSHA256.HashData(secret, Encoding.ASCII.GetBytes(text));
            Assert.Equal(TokenFault.Algorithm, await site.FaultAsync($"{text}.{Base64Url.EncodeToString(signature)}"));
        }
    }

    [Fact]
    public async Task A_key_of_somebody_else_is_refused_also_under_the_name_of_ours()
    {
        var (header, payload) = site.Parts();
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP256);

        Assert.Equal(TokenFault.Signature, await site.FaultAsync(TokenSite.Joined(header, payload, other)));
        header["kid"] = "somebody-else";
        Assert.Equal(TokenFault.UnknownKey, await site.FaultAsync(TokenSite.Joined(header, payload, other)));
        header.Remove("kid");
        Assert.Equal(TokenFault.UnknownKey, await site.FaultAsync(site.Signed(header, payload)));
    }

    [Theory]
    [InlineData("jwk")]
    [InlineData("jku")]
    [InlineData("x5u")]
    public async Task A_key_that_a_token_brings_along_is_not_looked_at(string name)
    {
        var (header, payload) = site.Parts();
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var key = other.ExportParameters(false).Q;
        header[name] = name == "jwk"
            ? new { kty = "EC", crv = "P-256", x = Base64Url.EncodeToString(key.X), y = Base64Url.EncodeToString(key.Y) }
            : "https://evil.example/jwks.json";

        Assert.Equal(TokenFault.Signature, await site.FaultAsync(TokenSite.Joined(header, payload, other)));
    }

    [Theory]
    [InlineData("iss", "https://evil.example", TokenFault.Issuer)]
    [InlineData("iss", null, TokenFault.Issuer)]
    [InlineData("aud", "urn:phusa:exchange:HN", TokenFault.Audience)]
    [InlineData("aud", TokenSite.Issuer, TokenFault.Audience)]
    [InlineData("aud", null, TokenFault.Audience)]
    [InlineData("exp", null, TokenFault.Expired)]
    [InlineData("sub", null, TokenFault.Malformed)]
    [InlineData("sub", "x", TokenFault.Malformed)]
    [InlineData("jti", null, TokenFault.Malformed)]
    [InlineData("client_id", "0190b6a0-0000-7000-8000-000000000001", TokenFault.Malformed)]
    [InlineData("credential", null, TokenFault.Malformed)]
    public async Task A_claim_that_is_wrong_or_missing_is_refused(string claim, string? value, object fault)
    {
        var (header, payload) = site.Parts();
        payload.Remove(claim);
        if (value is not null)
        {
            payload[claim] = value;
        }

        Assert.Equal((TokenFault)fault, await site.FaultAsync(site.Signed(header, payload)));
    }

    [Theory]
    [InlineData(59, null)]
    [InlineData(61, TokenFault.NotYet)]
    public async Task A_token_of_tomorrow_is_refused(int seconds, object? fault)
    {
        var (header, payload) = site.Parts();
        payload["nbf"] = site.Time.GetUtcNow().AddSeconds(seconds).ToUnixTimeSeconds();

        Assert.Equal((TokenFault?)fault, await site.FaultAsync(site.Signed(header, payload)));
    }

    [Fact]
    public async Task One_changed_character_is_enough()
    {
        var token = site.Issue.Run(site.Client).Token;
        // The last character of a base64url part may carry bits that do not count.
        foreach (var at in Enumerable.Range(0, token.Length - 1).Where(at => at + 1 < token.Length && token[at] != '.' && token[at + 1] != '.'))
        {
            var altered = string.Concat(token.AsSpan(0, at), token[at] == 'A' ? "B" : "A", token.AsSpan(at + 1));
            Assert.True(await site.FaultAsync(altered) is not null, $"Character {at}");
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("..")]
    [InlineData("a.b.c")]
    [InlineData("a.b.c.d.e")]
    [InlineData("phusa_abc")]
    [InlineData("e30.e30.")]
    [InlineData("bnVsbA.bnVsbA.bnVsbA")]
    [InlineData("W10.W10.W10")]
    public async Task What_is_no_token_is_refused(string text) => Assert.NotNull(await site.FaultAsync(text));

    [Fact]
    public async Task Another_type_a_demand_we_do_not_know_and_endless_text_are_refused()
    {
        var (header, payload) = site.Parts();
        header["typ"] = "JWT";
        Assert.Equal(TokenFault.Malformed, await site.FaultAsync(site.Signed(header, payload)));
        header["typ"] = "at+jwt";
        Assert.Null(await site.FaultAsync(site.Signed(header, payload)));
        payload["note"] = new string('x', 10_000);
        Assert.Equal(TokenFault.Malformed, await site.FaultAsync(site.Signed(header, payload)));
        payload.Remove("note");
        header["crit"] = new[] { "exp" };
        Assert.Equal(TokenFault.Malformed, await site.FaultAsync(site.Signed(header, payload)));
    }

    [Fact]
    public async Task A_token_bound_to_a_certificate_is_worth_nothing_without_it()
    {
        var token = site.Issue.Run(TokenSite.Proven("dGh1bWI")).Token;

        Assert.Equal("dGh1bWI", (await site.Verify.RunAsync(token, "dGh1bWI")).Token!.Thumbprint);
        Assert.Equal(TokenFault.Certificate, await site.FaultAsync(token));
        Assert.Equal(TokenFault.Certificate, await site.FaultAsync(token, "b3RoZXI"));
    }
}
