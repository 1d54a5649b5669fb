using Phusa.Exchange.Traffic;
using Phusa.Kernel.Texts;

namespace Phusa.Exchange.Diagnosis;

/// <summary>What a code of a refused call means for whoever builds the calling system, and whose it is to mend.</summary>
internal sealed record CallAdvice(string Code, Text Words, CallFault Fault)
{
    /// <summary>Null for a code that no call is answered with.</summary>
    public static CallAdvice? Of(string? code) => code?.Trim() switch
    {
        "call.token-missing" => Caller(code, T.AdviceTokenMissing),
        "call.token-expired" => Caller(code, T.AdviceTokenExpired),
        "call.token-invalid" or "call.token-certificate" => Caller(code, T.AdviceTokenInvalid),
        "call.system-stopped" => Caller(code, T.AdviceSystemStopped),
        "call.service-missing" or "call.path-missing" or "call.operation-missing" => Caller(code, T.AdviceAddress),
        "call.no-agreement" => Caller(code, T.AdviceAgreement),
        "call.agreement-suspended" => Caller(code, T.AdviceAgreementSuspended),
        "call.agreement-dates" => Caller(code, T.AdviceAgreementDates),
        "call.agreement-waiting" => Caller(code, T.AdviceAgreementWaiting),
        "call.outside-hours" => Caller(code, T.AdviceHours),
        "call.case-missing" or "call.consent-missing" => Caller(code, T.AdviceReference),
        "call.quota-reached" or "call.rate-reached" => Caller(code, T.AdviceLimit),
        "call.schema" or "call.soap-malformed" or "request.method" => Caller(code, T.AdviceSchema),
        "call.left" => Caller(code, T.AdviceLeft),
        "call.no-evidence" => new(code!, T.AdviceEvidence, CallFault.Exchange),
        "call.no-upstream" or "service.without-data" => new(code!, T.AdviceOwner, CallFault.Upstream),
        "service.row-missing" => new(code!, T.AdviceRow, CallFault.None),
        { } other when Starts(other, "service.") || Starts(other, "query.") || Starts(other, "path.") => Caller(other, T.AdviceQuery),
        { } other when Starts(other, "upstream.") || Starts(other, "answer.") => new(other, T.AdviceUpstream, CallFault.Upstream),
        _ => null,
    };

    private static bool Starts(string code, string prefix) => code.Length > prefix.Length && code.StartsWith(prefix, StringComparison.Ordinal);

    private static CallAdvice Caller(string? code, Text words) => new(code!.Trim(), words, CallFault.Consumer);
}
