using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Phusa.Exchange.Credentials;

namespace Phusa.Exchange.Tokens;

/// <summary>
/// A client's signed assertion (RFC 7523): issued by and about the client, made out to us, no older or longer than five
/// minutes, and used once. The algorithm is the one of the registered key.
/// </summary>
internal sealed class VerifyAssertion(UsedAssertions used, IOptions<ExchangeOptions> options, TimeProvider clock)
{
    public const string Type = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

    /// <summary>In the order in which the metadata names them.</summary>
    public static readonly IReadOnlyList<string> Algorithms =
        [SecurityAlgorithms.EcdsaSha256, SecurityAlgorithms.RsaSha256, SecurityAlgorithms.RsaSsaPssSha256];

    private const int Longest = 8192;

    private static readonly TimeSpan LongestLife = TimeSpan.FromMinutes(5);

    private readonly JsonWebTokenHandler handler = new() { MaximumTokenSizeInBytes = Longest };

    /// <summary>Whom it claims to be from, before anything is verified; null for what cannot be read.</summary>
    public string? ClaimedClient(string text) => Jwt.TryRead(handler, text, out var token) ? token.Subject : null;

    /// <summary>The key that signed it; null when it does not hold.</summary>
    /// <param name="credentials">Those of the client that it claims to be from.</param>
    public async Task<Credential?> RunAsync(
        Guid client, string text, IEnumerable<Credential> credentials, CancellationToken cancellation)
    {
        if (!Jwt.TryRead(handler, text, out var token) || token.Id is not { Length: > 0 } || !IsShort(token))
        {
            return null;
        }
        foreach (var credential in credentials.Where(one => one.Kind == CredentialKind.PublicKey))
        {
            var validated = await handler.ValidateTokenAsync(token, Parameters(client, credential));
            if (validated.IsValid && token.Subject == token.Issuer)
            {
                return await used.TakeAsync(client, token.Id, token.ValidTo + VerifyToken.Skew, cancellation)
                    ? credential : null;
            }
        }
        return null;
    }

    private bool IsShort(JsonWebToken token)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        return token.ValidTo <= now + LongestLife + VerifyToken.Skew
            && (token.IssuedAt == DateTime.MinValue || token.IssuedAt <= now + VerifyToken.Skew);
    }

    private TokenValidationParameters Parameters(Guid client, Credential credential)
    {
        var key = new JsonWebKey(credential.PublicKey);
        return new()
        {
            ValidIssuer = client.ToString(), ValidAudiences = [options.Value.Issuer, options.Value.TokenEndpoint],
            // Whatever kid the client gives its key: ours is tried.
            IssuerSigningKeyResolver = (_, _, _, _) => [key],
            ValidAlgorithms = key.Kty == JsonWebAlgorithmsKeyTypes.EllipticCurve ? Algorithms.Take(1) : Algorithms.Skip(1),
            LifetimeValidator = (from, to, _, _) => Jwt.IsInTime(from, to, clock.GetUtcNow().UtcDateTime),
        };
    }
}
