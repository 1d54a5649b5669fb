using System.Diagnostics.CodeAnalysis;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Phusa.Exchange.Tokens;

/// <summary>What our own tokens and those that clients sign have in common.</summary>
internal static class Jwt
{
    /// <summary>False for what is no signed JWT, and for one that asks for something we do not understand.</summary>
    public static bool TryRead(JsonWebTokenHandler handler, string text, [NotNullWhen(true)] out JsonWebToken? token)
    {
        token = null;
        try
        {
            // Five parts are an encrypted token, which is none of ours.
            token = text.Count(c => c == '.') == 2 && handler.CanReadToken(text) ? handler.ReadJsonWebToken(text) : null;
        }
        catch (ArgumentException)
        {
            return false;
        }
        return token is not null && !token.TryGetHeaderValue<object>(TokenClaims.Critical, out _);
    }

    /// <summary>Both ends with the skew allowed for.</summary>
    /// <exception cref="SecurityTokenException">It has ended, has not begun, or says neither.</exception>
    public static bool IsInTime(DateTime? from, DateTime? to, DateTime now) =>
        to is not { } end ? throw new SecurityTokenNoExpirationException()
        : end <= now - VerifyToken.Skew ? throw new SecurityTokenExpiredException()
        : from > now + VerifyToken.Skew ? throw new SecurityTokenNotYetValidException()
        : true;

    public static TokenFault Fault(Exception failure) => failure switch
    {
        SecurityTokenInvalidIssuerException => TokenFault.Issuer,
        SecurityTokenInvalidAudienceException => TokenFault.Audience,
        SecurityTokenExpiredException or SecurityTokenNoExpirationException => TokenFault.Expired,
        SecurityTokenNotYetValidException => TokenFault.NotYet,
        SecurityTokenInvalidAlgorithmException => TokenFault.Algorithm,
        SecurityTokenInvalidSignatureException => TokenFault.Signature,
        _ => TokenFault.Malformed,
    };
}
