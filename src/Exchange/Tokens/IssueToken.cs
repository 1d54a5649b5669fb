using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Phusa.Exchange.Tokens;

/// <summary>Makes a short token for a system that has proved itself (RFC 9068), signed with ES256.</summary>
internal sealed class IssueToken(SigningKeys keys, IOptions<ExchangeOptions> options, TimeProvider clock)
{
    private readonly JsonWebTokenHandler handler = new() { SetDefaultTimesOnTokenCreation = false };

    public IssuedToken Run(ProvenClient client)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var system = client.System.System.Id.ToString();
        var claims = new Dictionary<string, object>
        {
            [JwtRegisteredClaimNames.Sub] = system, [TokenClaims.Client] = system,
            [JwtRegisteredClaimNames.Jti] = Guid.CreateVersion7(clock.GetUtcNow()).ToString(),
            [TokenClaims.Credential] = client.Credential.Id.ToString(),
        };
        if (client.Thumbprint is { } thumbprint)
        {
            claims[TokenClaims.Confirmation] = new Dictionary<string, object> { [TokenClaims.Thumbprint] = thumbprint };
        }
        var lifetime = options.Value.TokenLifetime;
        return new(
            handler.CreateToken(new SecurityTokenDescriptor
            {
                Issuer = options.Value.Issuer, Audience = options.Value.Audience, IssuedAt = now, NotBefore = now,
                Expires = now + lifetime, Claims = claims, TokenType = TokenClaims.Type,
                SigningCredentials = new(keys.Current().Key, SecurityAlgorithms.EcdsaSha256),
            }),
            lifetime);
    }
}
