using Microsoft.AspNetCore.Http.Features;
using Phusa.Exchange.Agreements;
using Phusa.Exchange.Federation;
using Phusa.Exchange.Gateway;
using Phusa.Exchange.Traffic;
using Phusa.Kernel.Outcomes;
using Phusa.Kernel.Periods;
using Phusa.Kernel.Texts;

namespace Phusa.Exchange.Calls;

/// <summary>
/// Whether a call may be answered: its path has one meaning, its caller is proved and may call, the service is offered, an
/// agreement grants it now, and the call says and counts what the agreement asks for. The first that fails is told.
/// </summary>
internal sealed class AdmitCall(CallStandings standings, CallLimits limits, TimeProvider clock)
{
    private const int LongestReference = 100;

    public async ValueTask<Admission> RunAsync(
        HttpContext http, CallRequest request, CallerReading caller, CancellationToken cancellation)
    {
        if (HeaderRules.Ambiguous(http.Request.Headers) is { } lengths)
        {
            return Bad(lengths);
        }
        var path = TargetPath.Read(http.Features.Get<IHttpRequestFeature>()!.RawTarget, request.Rest);
        if (path.Value is not { } target)
        {
            return Bad(path.Problems[0]);
        }
        if (caller.Caller is not { } proven)
        {
            return caller.Refusal!;
        }
        var standing = await standings.FindAsync(proven, request.Address, cancellation);
        if (Refused(standing, request.Address) is { } refused)
        {
            return refused with { Standing = standing };
        }
        var (headers, dialect) = (http.Request.Headers, request.Dialect);
        var call = new AdmittedCall(
            request, standing, target, Reference(headers[dialect.CaseHeader]), Reference(headers[dialect.ConsentHeader]), []);
        if (RepresentedParty.Read(headers, standing.Represents) is var (party, wrong) && wrong is not null)
        {
            return Bad(wrong) with { Standing = standing };
        }
        call = call with { Represented = party };
        if (Unsaid(call) is { } unsaid)
        {
            return unsaid with { Standing = standing };
        }
        call = call with { Limits = await limits.TakeAsync(call.Agreement, cancellation) };
        CallLimits.Say(http.Response, call.Limits);
        return call.Limits is [.., { Left: null } reached] ? TooMany(reached) with { Standing = standing } : call;
    }

    private CallRefusal? Refused(CallStanding standing, CallAddress address) =>
        standing.Consumer is null
            ? CallRefusal.Unauthorized(new("Authorization", "call.system-stopped", T.CallSystemStopped))
        : standing.Provider is null
            ? new(StatusCodes.Status404NotFound, CallFault.Consumer,
                new Problem("", "call.service-missing", T.CallServiceMissing(address.Member, address.Service, address.Version)))
        : standing.Agreement is not { } agreement || !agreement.Terms.IsValidOn(clock.Today())
            ? Forbidden(NoAgreement(standing.Provider.Service.Title, standing.Agreement ?? standing.Idle))
        : !agreement.Terms.IsInHours(clock.GetUtcNow())
            ? Forbidden(new("", "call.outside-hours", T.CallOutsideHours($"{agreement.Terms.Hours!.From:HH:mm}", $"{agreement.Terms.Hours.To:HH:mm}")))
        : null;

    /// <param name="idle">What there is in place of an agreement in force.</param>
    private Problem NoAgreement(Text service, Agreement? idle) => idle?.StateOn(clock.Today()) switch
    {
        AgreementState.Suspended => new("", "call.agreement-suspended", T.CallAgreementSuspended(service, idle.Reason)),
        AgreementState.Granted or AgreementState.Expired =>
            new("", "call.agreement-dates", T.CallAgreementDates(service, idle.Terms.ValidFrom, idle.Terms.ValidTo)),
        AgreementState.Requested => new("", "call.agreement-waiting", T.CallAgreementWaiting(service, idle.DueOn)),
        _ => new("", "call.no-agreement", T.CallNoAgreement(service)),
    };

    private static CallRefusal? Unsaid(AdmittedCall call) =>
        call.Agreement.Terms.NeedsCase && call.Case is null
            ? Missing(call.Request.Dialect.CaseHeader, "call.case-missing", T.CallCaseMissing)
        : call.Agreement.Terms.NeedsConsent && call.Consent is null
            ? Missing(call.Request.Dialect.ConsentHeader, "call.consent-missing", T.CallConsentMissing)
        : null;

    private static CallRefusal Missing(string header, string code, Func<object?, object?, Text> why) =>
        Bad(new(header, code, why(header, LongestReference)));

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
