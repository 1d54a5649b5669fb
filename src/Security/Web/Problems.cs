using Microsoft.AspNetCore.Http.HttpResults;
using Phusa.Kernel.Outcomes;

namespace Phusa.Security.Web;

internal static class Problems
{
    public static ProblemHttpResult Of<T>(Outcome<T> outcome) => ProblemAnswer.Of(outcome, code => code switch
    {
        "withholding.not-yours" or "withholding.same-person" => StatusCodes.Status403Forbidden,
        "complaint.over" or "key.too-many" or "withholding.over" or "witness.known" or "witness.over" => StatusCodes.Status409Conflict,
        _ => StatusCodes.Status422UnprocessableEntity,
    });
}
