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
        _ => StatusCodes.Status422UnprocessableEntity,
    });
}
