using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Phusa.Exchange.Tokens;

/// <summary>
/// Whether a token is one of ours, for this exchange, now. The algorithm is ES256 whatever the token says, and the key is
/// the one of ours that it names: what a token claims about its own signature decides nothing. Whether its system may
/// still call is another question, see <see cref="TokenHolder"/>.
/// </summary>
internal sealed class VerifyToken(SigningKeys keys, IOptions<ExchangeOptions> options, TimeProvider clock)
{
    /// <summary>By how much clocks may differ.</summary>
    public static readonly TimeSpan Skew = TimeSpan.FromSeconds(60);

    /// <summary>Ours have some 600 characters.</summary>
    private const int Longest = 4096;

    private readonly JsonWebTokenHandler handler = new() { MaximumTokenSizeInBytes = Longest };

    /// <param name="thumbprint">Of the certificate shown on the connection; null where there is none.</param>
    public async Task<TokenReading> RunAsync(string text, string? thumbprint)
    {
        if (!Jwt.TryRead(handler, text, out var token) || token.Typ != TokenClaims.Type)
        {
            return TokenFault.Malformed;
        }
        if (token.Alg != SecurityAlgorithms.EcdsaSha256)
        {
            return TokenFault.Algorithm;
        }
        if (token.Kid is not { Length: > 0 } id || keys.Find(id) is not { } key)
        {
            return TokenFault.UnknownKey;
        }
        var validated = await handler.ValidateTokenAsync(token, Parameters(key));
        if (!validated.IsValid)
        {
            return Jwt.Fault(validated.Exception);
        }
        return VerifiedToken.Of(token) is not { } verified ? TokenFault.Malformed
            : verified.Thumbprint is { } bound && bound != thumbprint ? TokenFault.Certificate
            : new TokenReading(verified, null);
    }

    private TokenValidationParameters Parameters(SigningKey key) => new()
    {
        ValidIssuer = options.Value.Issuer, ValidAudience = options.Value.Audience, IssuerSigningKey = key.Key,
        ValidAlgorithms = [SecurityAlgorithms.EcdsaSha256], ValidTypes = [TokenClaims.Type], TryAllIssuerSigningKeys = false,
        LifetimeValidator = (from, to, _, _) => Jwt.IsInTime(from, to, clock.GetUtcNow().UtcDateTime),
    };
}
