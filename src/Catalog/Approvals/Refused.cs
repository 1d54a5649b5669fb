using Microsoft.AspNetCore.Http.HttpResults;
using Phusa.Kernel.Outcomes;

namespace Phusa.Catalog.Approvals;

internal static class Refused
{
    public static ProblemHttpResult Of<T>(Outcome<T> outcome) => ProblemAnswer.Of(outcome, code => code switch
    {
        "proposal.not-yours" => StatusCodes.Status403Forbidden,
        "proposal.decided" or "proposal.outdated" or "contract.version-taken" or "system.name-taken" => StatusCodes.Status409Conflict,
        _ => StatusCodes.Status422UnprocessableEntity,
    });
}
