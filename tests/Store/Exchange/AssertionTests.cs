using System.Security.Cryptography;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Phusa.Exchange.Credentials;
using Phusa.Exchange.Systems;
using Phusa.Exchange.Tokens;

namespace Phusa.Tests.Store.Exchange;

/// <summary>Assertions that a system signs with its own key, and every way to make one that does not hold.</summary>
public abstract class AssertionTests(IRecordsEngine engine) : ExchangeTests(engine)
{
    private const string Endpoint = "http://localhost:5080/oauth/token";

    private readonly ECDsa pair = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    public override Task DisposeAsync()
    {
        pair.Dispose();
        return base.DisposeAsync();
    }

    [EngineFact]
    public async Task An_assertion_is_taken_once_for_the_endpoint_or_the_issuer()
    {
        var system = await ReadyAsync();
        var assertion = Signed(Described(system));

        Assert.NotNull(await VerifyAsync(system, assertion));
        Assert.Null(await VerifyAsync(system, assertion));
        Assert.NotNull(await VerifyAsync(system, Signed(Described(system), audience: "http://localhost:5080")));
        Assert.Equal(system.Id.ToString(), Get<VerifyAssertion>().ClaimedClient(assertion));
    }

    [EngineFact]
    public async Task The_same_number_from_another_system_is_another_assertion()
    {
        var (first, second) = (await ReadyAsync(), Guid.NewGuid());
        var used = Get<UsedAssertions>();
        var end = Time.GetUtcNow().AddMinutes(5);

        Assert.True(await used.TakeAsync(first.Id, "1", end, default));
        Assert.True(await used.TakeAsync(second, "1", end, default));
        Assert.False(await used.TakeAsync(second, "1", end, default));
        Time.Pass(TimeSpan.FromMinutes(6));
        await used.TakeAsync(second, "2", Time.GetUtcNow().AddMinutes(5), default);
        Assert.Equal(1, await Database.CountAsync(new("select count(*) from exchange_assertion"), default));
    }

    [EngineFact]
    public async Task An_assertion_that_is_not_about_the_client_for_us_and_short_is_refused()
    {
        var system = await ReadyAsync();
        var now = Time.GetUtcNow().UtcDateTime;
        Dictionary<string, SecurityTokenDescriptor> wrong = new()
        {
            ["issuer"] = Described(system, issuer: Guid.NewGuid().ToString()),
            ["subject"] = Described(system, subject: Guid.NewGuid().ToString()),
            ["no number"] = Described(system, jti: null),
            ["long"] = Described(system, expires: now.AddMinutes(6).AddSeconds(1)),
            ["over"] = Described(system, expires: now.AddSeconds(-60)),
            ["endless"] = Described(system, ends: false),
            ["of tomorrow"] = Described(system, from: now.AddSeconds(61)),
        };

        foreach (var (why, described) in wrong)
        {
            Assert.True(await VerifyAsync(system, Signed(described)) is null, why);
        }
        Assert.Null(await VerifyAsync(system, Signed(Described(system), audience: "https://elsewhere.vn/oauth/token")));
        Assert.NotNull(await VerifyAsync(system, Signed(Described(system))));
    }

    [EngineFact]
    public async Task Only_the_registered_key_with_its_own_algorithm_counts()
    {
        var system = await ReadyAsync();
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var handler = new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false };
        string With(SigningCredentials? credentials)
        {
            var described = Described(system);
            (described.Audience, described.SigningCredentials) = (Endpoint, credentials);
            return handler.CreateToken(described);
        }

        Assert.Null(await VerifyAsync(system, With(new(new ECDsaSecurityKey(other), SecurityAlgorithms.EcdsaSha256))));
        Assert.Null(await VerifyAsync(system, With(
            new(new SymmetricSecurityKey(pair.ExportSubjectPublicKeyInfo()), SecurityAlgorithms.HmacSha256))));
        Assert.Null(await VerifyAsync(system, With(null)));
        Assert.Null(await VerifyAsync(system, "x.y.z"));
        Assert.Null(Get<VerifyAssertion>().ClaimedClient("x.y.z"));
    }

    [EngineFact]
    public async Task An_RSA_key_signs_either_way()
    {
        var system = await SystemAsync();
        using var rsa = RSA.Create(2048);
        await Get<AddCredential>().RunAsync(Office, system.Id, new("publicKey", "RSA", rsa.ExportSubjectPublicKeyInfoPem()), default);
        foreach (var algorithm in new[] { SecurityAlgorithms.RsaSha256, SecurityAlgorithms.RsaSsaPssSha256 })
        {
            var described = Described(system);
            (described.Audience, described.SigningCredentials) = (Endpoint, new(new RsaSecurityKey(rsa), algorithm));
            Assert.NotNull(await VerifyAsync(system, new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(described)));
        }
    }

    private async Task<MemberSystem> ReadyAsync()
    {
        var system = await SystemAsync();
        var made = await Get<AddCredential>().RunAsync(
            Office, system.Id, new("publicKey", "Khoá", pair.ExportSubjectPublicKeyInfoPem()), default);
        Assert.True(made.IsDone);
        return system;
    }

    private async Task<Credential?> VerifyAsync(MemberSystem system, string assertion) =>
        await Get<VerifyAssertion>().RunAsync(
            system.Id, assertion, await Get<CredentialStore>().OfSystemAsync(system.Id, default), default);

    private SecurityTokenDescriptor Described(
        MemberSystem system, string? issuer = null, string? subject = null, string? jti = "new", DateTime? expires = null,
        DateTime? from = null, bool ends = true)
    {
        var claims = new Dictionary<string, object> { ["sub"] = subject ?? system.Id.ToString() };
        if (jti is not null)
        {
            claims["jti"] = Guid.NewGuid().ToString();
        }
        var end = expires ?? Time.GetUtcNow().UtcDateTime.AddMinutes(2);
        return new()
        {
            Issuer = issuer ?? system.Id.ToString(), Expires = ends ? end : null, NotBefore = from, Claims = claims,
        };
    }

    private string Signed(SecurityTokenDescriptor described, string audience = Endpoint)
    {
        described.Audience = audience;
        described.SigningCredentials = new(new ECDsaSecurityKey(pair), SecurityAlgorithms.EcdsaSha256);
        return new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(described);
    }
}

public sealed class SqliteAssertionTests() : AssertionTests(new SqliteEngine());

[Collection(PostgresFixture.Name)]
public sealed class PostgresAssertionTests(PostgresFixture postgres) : AssertionTests(postgres);
