using System.Collections.Concurrent;

namespace Phusa.Exchange.Tokens;

/// <summary>
/// Tokens whose signature was found right, so that the many calls made with one check it once. Time and certificate are
/// looked at with every call.
/// </summary>
internal sealed class KnownTokens(VerifyToken verify, TimeProvider clock)
{
    /// <summary>Some 1 KB each; then all are forgotten, which costs one check of each that is still in use.</summary>
    private const int Most = 10_000;

    private readonly ConcurrentDictionary<string, VerifiedToken> known = new(StringComparer.Ordinal);

    /// <param name="thumbprint">Of the certificate shown on the connection; null where there is none.</param>
    public async ValueTask<TokenReading> FindAsync(string text, string? thumbprint)
    {
        if (known.TryGetValue(text, out var token))
        {
            return token.ExpiresAt <= clock.GetUtcNow() - VerifyToken.Skew ? TokenFault.Expired
                : token.Thumbprint is { } bound && bound != thumbprint ? TokenFault.Certificate
                : new TokenReading(token, null);
        }
        var read = await verify.RunAsync(text, thumbprint);
        if (read.Token is { } verified)
        {
            if (known.Count >= Most)
            {
                known.Clear();
            }
            known[text] = verified;
        }
        return read;
    }
}
