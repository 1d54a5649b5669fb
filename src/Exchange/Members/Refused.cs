using Microsoft.AspNetCore.Http.HttpResults;
using Phusa.Kernel.Outcomes;

namespace Phusa.Exchange.Members;

/// <summary>Refusals as ProblemDetails: what to say, the stable codes, and each reason with its field.</summary>
internal static class Refused
{
    public static ProblemHttpResult Of<TValue>(Outcome<TValue> outcome) => TypedResults.Problem(
        Problem.Together(outcome.Problems),
        statusCode: outcome switch
        {
            { IsMissing: true } => StatusCodes.Status404NotFound,
            { Problems: [{ Code: "subsystem.not-yours" or "service.not-yours" or "agreement.not-yours" or "agreement.own-request"
                or "agreement.same-approver" or "credential.by-key" or "hook.unsigned" or "hook.too-old" or "hook.signature" }, ..] } => StatusCodes.Status403Forbidden,
            _ => StatusCodes.Status422UnprocessableEntity,
        },
        extensions: new Dictionary<string, object?>
        {
            ["codes"] = outcome.Problems.Select(problem => problem.Code).Distinct().ToArray(),
            ["problems"] = outcome.Problems,
        });
}
