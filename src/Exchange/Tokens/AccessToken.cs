using Microsoft.IdentityModel.JsonWebTokens;

namespace Phusa.Exchange.Tokens;

/// <summary>Names of claims beside those of RFC 7519.</summary>
internal static class TokenClaims
{
    public const string Client = "client_id";

    /// <summary>The credential that the token was given for, so that it ends with it.</summary>
    public const string Credential = "credential";

    /// <summary>The agreement that the token was asked for, where it was asked for one.</summary>
    public const string Agreement = "agreement";

    /// <summary>RFC 8705: the certificate that must be shown together with the token.</summary>
    public const string Confirmation = "cnf";

    public const string Thumbprint = "x5t#S256";

    /// <summary>RFC 9068.</summary>
    public const string Type = "at+jwt";

    /// <summary>A header of RFC 7515 that says what must be understood; nothing is here.</summary>
    public const string Critical = "crit";
}

/// <summary>A token that was given out.</summary>
internal sealed record IssuedToken(string Token, TimeSpan Lifetime);

/// <summary>What a token that holds says.</summary>
/// <param name="System">The system it was given to.</param>
/// <param name="Thumbprint">Of the certificate it is bound to; null where it is bound to none.</param>
/// <param name="Agreement">The only one it may be used for; null where it is bound to none.</param>
internal sealed record VerifiedToken(
    Guid System, Guid Credential, string Id, DateTimeOffset IssuedAt, DateTimeOffset NotBefore, DateTimeOffset ExpiresAt,
    string? Thumbprint, Guid? Agreement = null)
{
    /// <summary>Null where a claim is missing that every token of ours carries.</summary>
    public static VerifiedToken? Of(JsonWebToken token) =>
        Guid.TryParse(token.Subject, out var system)
        && token.TryGetPayloadValue<string>(TokenClaims.Client, out var client) && client == token.Subject
        && token.TryGetPayloadValue<string>(TokenClaims.Credential, out var text)
        && Guid.TryParse(text, out var credential) && token.Id is { Length: > 0 } id
            ? new(system, credential, id, token.IssuedAt, token.ValidFrom, token.ValidTo, ThumbprintOf(token),
                AgreementOf(token))
            : null;

    private static Guid? AgreementOf(JsonWebToken token) =>
        token.TryGetPayloadValue<string>(TokenClaims.Agreement, out var text) && Guid.TryParse(text, out var agreement)
            ? agreement : null;

    private static string? ThumbprintOf(JsonWebToken token) =>
        token.TryGetPayloadValue<Dictionary<string, string>>(TokenClaims.Confirmation, out var confirmation)
            ? confirmation?.GetValueOrDefault(TokenClaims.Thumbprint) : null;
}

/// <summary>Why a token does not hold.</summary>
internal enum TokenFault
{
    Malformed,
    Algorithm,
    UnknownKey,
    Signature,
    Issuer,
    Audience,
    Expired,
    NotYet,
    Certificate,
}

/// <summary>A token that holds, or why it does not.</summary>
internal sealed record TokenReading(VerifiedToken? Token, TokenFault? Fault)
{
    public static implicit operator TokenReading(TokenFault fault) => new(null, fault);
}
