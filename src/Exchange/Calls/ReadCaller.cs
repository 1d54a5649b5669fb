using Phusa.Exchange.Tokens;
using Phusa.Kernel.Outcomes;

namespace Phusa.Exchange.Calls;

/// <summary>Who calls, by the token that the request carries.</summary>
internal sealed class ReadCaller(KnownTokens tokens, PresentedCertificate certificates)
{
    private const string Bearer = "Bearer ";

    public async ValueTask<CallerReading> RunAsync(HttpContext http)
    {
        if (http.Request.Headers.Authorization is not [{ } text] || !text.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase))
        {
            return Unauthorized("call.token-missing", T.CallTokenMissing, "");
        }
        var reading = await tokens.FindAsync(text[Bearer.Length..].Trim(), certificates.Thumbprint(http));
        return reading.Token is { } token ? ProvenCaller.Of(token) : reading.Fault switch
        {
            TokenFault.Expired or TokenFault.NotYet => Unauthorized("call.token-expired", T.CallTokenExpired),
            TokenFault.Certificate => Unauthorized("call.token-certificate", T.CallTokenCertificate),
            _ => Unauthorized("call.token-invalid", T.CallTokenInvalid),
        };
    }

    private static CallRefusal Unauthorized(string code, Kernel.Texts.Text why, string error = "invalid_token") =>
        CallRefusal.Unauthorized(new Problem("Authorization", code, why), error);
}
