using System.Text.Json.Serialization;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;

namespace Phusa.Exchange.Tokens;

/// <summary>
/// What RFC 7662 answers about a token. One that does not hold, or whose system may no longer call, is not active, and
/// nothing more is said of it.
/// </summary>
internal sealed class IntrospectToken(VerifyToken verify, TokenHolder holder, IOptions<ExchangeOptions> options)
{
    private static readonly Introspection Inactive = new() { Active = false };

    private readonly JsonWebTokenHandler handler = new();

    public async Task<Introspection> RunAsync(string text, CancellationToken cancellation)
    {
        // Whoever asks tells by cnf which certificate to look for on its own connection.
        var bound = Jwt.TryRead(handler, text, out var read) ? VerifiedToken.Of(read)?.Thumbprint : null;
        if ((await verify.RunAsync(text, bound)).Token is not { } token
            || await holder.FindAsync(token.System, token.Credential, cancellation) is not { } system)
        {
            return Inactive;
        }
        var id = token.System.ToString();
        return new()
        {
            Active = true, Issuer = options.Value.Issuer, Subject = id, ClientId = id, Audience = options.Value.Audience,
            Id = token.Id, IssuedAt = token.IssuedAt.ToUnixTimeSeconds(), NotBefore = token.NotBefore.ToUnixTimeSeconds(),
            ExpiresAt = token.ExpiresAt.ToUnixTimeSeconds(), TokenType = "Bearer",
            Scope = token.Agreement is { } agreement ? $"{TokenScope.Prefix}{agreement}" : null,
            XRoadId = system.System.XRoadId(options.Value.Instance, system.Member),
            Confirmation = bound is null ? null : new Dictionary<string, string> { [TokenClaims.Thumbprint] = bound },
        };
    }
}

/// <summary>Members that do not apply are left out.</summary>
internal sealed record Introspection
{
    public required bool Active { get; init; }

    [JsonPropertyName("iss"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Issuer { get; init; }

    [JsonPropertyName("sub"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Subject { get; init; }

    [JsonPropertyName("client_id"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? ClientId { get; init; }

    [JsonPropertyName("aud"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Audience { get; init; }

    [JsonPropertyName("jti"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Id { get; init; }

    [JsonPropertyName("iat"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? IssuedAt { get; init; }

    [JsonPropertyName("nbf"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? NotBefore { get; init; }

    [JsonPropertyName("exp"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? ExpiresAt { get; init; }

    [JsonPropertyName("token_type"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? TokenType { get; init; }

    [JsonPropertyName("scope"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Scope { get; init; }

    /// <summary>The system as X-Road names it.</summary>
    [JsonPropertyName("xroad_id"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? XRoadId { get; init; }

    [JsonPropertyName("cnf"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyDictionary<string, string>? Confirmation { get; init; }
}
