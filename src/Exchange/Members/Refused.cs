using Microsoft.AspNetCore.Http.HttpResults;
using Phusa.Kernel.Outcomes;

namespace Phusa.Exchange.Members;

internal static class Refused
{
    public static ProblemHttpResult Of<T>(Outcome<T> outcome) => ProblemAnswer.Of(outcome, code => code switch
    {
        "subsystem.not-yours" or "service.not-yours" or "agreement.not-yours" or "agreement.own-request"
            or "agreement.same-approver" or "credential.by-key" or "hook.unsigned" or "hook.too-old"
            or "hook.signature" => StatusCodes.Status403Forbidden,
        "agreement.state" or "agreement.over" or "agreement.not-offered" or "service.state" or "service.in-use"
            or "service.document-settled" or "service.upstream-missing" or "service.version-taken" or "upstream.changed"
            or "upstream.not-forwarded" or "member.code-taken" or "subsystem.code-taken" or "credential.taken"
            or "credential.too-many" or "subscription.too-many" or "subscription.test-too-soon" or "copy.running" or "copy.taken-already"
            or "peer.changed-meanwhile" or "peer.disabled" or "peer.taken" => StatusCodes.Status409Conflict,
        _ => StatusCodes.Status422UnprocessableEntity,
    });
}
