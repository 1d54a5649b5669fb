using Microsoft.AspNetCore.Http.Features;
using Phusa.Exchange.Agreements;
using Phusa.Exchange.Gateway;
using Phusa.Exchange.Tokens;
using Phusa.Exchange.Traffic;
using Phusa.Kernel.Outcomes;

namespace Phusa.Exchange.Calls;

/// <summary>
/// Whether a call may be answered: its path has one meaning, its token holds, its system may call, the service is offered,
/// an agreement grants it now, and the call says and counts what the agreement asks for. The first that fails is told.
/// </summary>
internal sealed class AdmitCall(
    KnownTokens tokens, PresentedCertificate certificates, CallStandings standings, CallLimits limits, TimeProvider clock)
{
    public const string CaseHeader = HeaderRules.OwnPrefix + "Case";
    public const string ConsentHeader = HeaderRules.OwnPrefix + "Consent";
    private const string Bearer = "Bearer ";
    private const int LongestReference = 100;

    /// <param name="rest">The path behind the service's own address, as the server decoded it.</param>
    public async ValueTask<Admission> RunAsync(
        HttpContext http, Guid id, CallAddress address, string rest, CancellationToken cancellation)
    {
        if (HeaderRules.Ambiguous(http.Request.Headers) is { } lengths)
        {
            return Bad(lengths);
        }
        var path = TargetPath.Read(http.Features.Get<IHttpRequestFeature>()!.RawTarget, rest);
        if (path.Value is not { } target)
        {
            return Bad(path.Problems[0]);
        }
        var reading = await TokenAsync(http);
        if (reading.Token is not { } token)
        {
            return Unauthorized(reading);
        }
        var standing = await standings.FindAsync(token, address, cancellation);
        if (Refused(standing, address) is { } refused)
        {
            return refused with { Standing = standing };
        }
        var headers = http.Request.Headers;
        var call = new AdmittedCall(
            id, standing, target, Reference(headers[CaseHeader]), Reference(headers[ConsentHeader]), []);
        if (Unsaid(call) is { } unsaid)
        {
            return unsaid with { Standing = standing };
        }
        call = call with { Limits = await limits.TakeAsync(call.Agreement, cancellation) };
        return call.Limits is [.., { Left: null } reached] ? TooMany(reached) with { Standing = standing } : call;
    }

    /// <summary>What the token of a request says; neither a token nor a fault where there is none.</summary>
    public async ValueTask<TokenReading> TokenAsync(HttpContext http) =>
        http.Request.Headers.Authorization is not [{ } text] || !text.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase)
            ? new(null, null)
            : await tokens.FindAsync(text[Bearer.Length..].Trim(), certificates.Thumbprint(http));

    public static CallRefusal Unauthorized(TokenReading reading) =>
        CallRefusal.Unauthorized(Problem(reading.Fault), reading.Fault is null ? null : "invalid_token");

    private static Problem Problem(TokenFault? fault) => fault switch
    {
        null => new("Authorization", "call.token-missing", T.CallTokenMissing),
        TokenFault.Expired or TokenFault.NotYet => new("Authorization", "call.token-expired", T.CallTokenExpired),
        TokenFault.Certificate => new("Authorization", "call.token-certificate", T.CallTokenCertificate),
        _ => new("Authorization", "call.token-invalid", T.CallTokenInvalid),
    };

    private CallRefusal? Refused(CallStanding standing, CallAddress address) =>
        standing.Consumer is null
            ? CallRefusal.Unauthorized(new("Authorization", "call.system-stopped", T.CallSystemStopped))
        : standing.Provider is null
            ? new(StatusCodes.Status404NotFound, CallFault.Consumer,
                new Problem("", "call.service-missing", T.CallServiceMissing(address.Member, address.Service, address.Version)))
        : standing.Agreement is not { } agreement || !agreement.Terms.IsValidOn(WorkingDays.DayOf(clock.GetUtcNow()))
            ? Forbidden(new("", "call.no-agreement", T.CallNoAgreement(standing.Provider.Service.Title)))
        : !agreement.Terms.IsInHours(clock.GetUtcNow())
            ? Forbidden(new("", "call.outside-hours", T.CallOutsideHours($"{agreement.Terms.Hours!.From:HH:mm}", $"{agreement.Terms.Hours.To:HH:mm}")))
        : null;

    private static CallRefusal? Unsaid(AdmittedCall call) =>
        call.Agreement.Terms.NeedsCase && call.Case is null
            ? Bad(new(CaseHeader, "call.case-missing", T.CallCaseMissing(CaseHeader, LongestReference)))
        : call.Agreement.Terms.NeedsConsent && call.Consent is null
            ? Bad(new(ConsentHeader, "call.consent-missing", T.CallConsentMissing(ConsentHeader, LongestReference)))
        : null;

    private static CallRefusal TooMany(CallLimit reached) => new(
        StatusCodes.Status429TooManyRequests, CallFault.Consumer, reached.IsDay
            ? new Problem("", "call.quota-reached", T.CallQuotaReached(reached.Most))
            : new Problem("", "call.rate-reached", T.CallRateReached(reached.Most))) { RetryAfter = reached.Reset };

    /// <summary>Null for none, for several, and for what is no reference that can be written down.</summary>
    private static string? Reference(IReadOnlyList<string?> values) =>
        values is [{ } text] && text.Trim() is { Length: > 0 and <= LongestReference } one && !one.Any(char.IsControl) ? one : null;

    private static CallRefusal Bad(Problem problem) => new(StatusCodes.Status400BadRequest, CallFault.Consumer, problem);

    private static CallRefusal Forbidden(Problem problem) => new(StatusCodes.Status403Forbidden, CallFault.Consumer, problem);
}
