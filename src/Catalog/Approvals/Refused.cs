using Microsoft.AspNetCore.Http.HttpResults;
using Phusa.Kernel.Outcomes;

namespace Phusa.Catalog.Approvals;

/// <summary>Refusals as ProblemDetails: what to say, the stable codes, and each reason with its field.</summary>
internal static class Refused
{
    public static ProblemHttpResult Of<TValue>(Outcome<TValue> outcome) => TypedResults.Problem(
        Problem.Together(outcome.Problems),
        statusCode: outcome switch
        {
            { IsMissing: true } => StatusCodes.Status404NotFound,
            { Problems: [{ Code: "proposal.not-yours" }, ..] } => StatusCodes.Status403Forbidden,
            { Problems: [{ Code: "proposal.decided" or "proposal.outdated" }, ..] } => StatusCodes.Status409Conflict,
            _ => StatusCodes.Status422UnprocessableEntity,
        },
        extensions: new Dictionary<string, object?>
        {
            ["codes"] = outcome.Problems.Select(problem => problem.Code).Distinct().ToArray(),
            ["problems"] = outcome.Problems,
        });
}
