using Microsoft.AspNetCore.Http.HttpResults;
using Phusa.Kernel.Outcomes;

namespace Phusa.OpenData.Api;

/// <summary>Refusals as ProblemDetails: what to say, the stable codes, and each reason with its field.</summary>
internal static class ApiProblem
{
    public static ProblemHttpResult Of<T>(Outcome<T> outcome) => With(outcome switch
    {
        { IsMissing: true } => StatusCodes.Status404NotFound,
        { Problems: [{ Code: ProblemCodes.RowsRefused or "version.not-comparable" }, ..] } => StatusCodes.Status403Forbidden,
        { Problems: [{ Code: "version.is-served" or "version.contended" or "version.without-key" }, ..] } =>
            StatusCodes.Status409Conflict,
        _ => StatusCodes.Status400BadRequest,
    }, outcome.Problems);

    public static ProblemHttpResult With(int status, params IReadOnlyList<Problem> problems) => TypedResults.Problem(
        Problem.Together(problems), statusCode: status,
        extensions: new Dictionary<string, object?>
        {
            ["codes"] = problems.Select(problem => problem.Code).Distinct().ToArray(),
            ["problems"] = problems,
        });

    public static ProblemHttpResult Missing(Missing missing) => With(StatusCodes.Status404NotFound, missing.Problem);
}
