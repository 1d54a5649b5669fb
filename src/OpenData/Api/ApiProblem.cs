using Microsoft.AspNetCore.Http.HttpResults;
using Phusa.Kernel.Outcomes;

namespace Phusa.OpenData.Api;

internal static class ApiProblem
{
    public static ProblemHttpResult Of<T>(Outcome<T> outcome) => ProblemAnswer.Of(outcome, code => code switch
    {
        ProblemCodes.RowsRefused or "version.not-comparable" => StatusCodes.Status403Forbidden,
        "version.is-served" or "version.contended" or "version.without-key" => StatusCodes.Status409Conflict,
        _ => StatusCodes.Status400BadRequest,
    });

    public static ProblemHttpResult Missing(Missing missing) => ProblemAnswer.With(StatusCodes.Status404NotFound, missing.Problem);
}
