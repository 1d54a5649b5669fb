using Microsoft.AspNetCore.Http.HttpResults;
using Phusa.Kernel.Outcomes;

namespace Phusa.Intake.Web;

/// <summary>Refusals as ProblemDetails: what to say, the stable codes, and each reason with its field.</summary>
internal static class Refused
{
    public static ProblemHttpResult With(int status, IReadOnlyList<Problem> problems) => TypedResults.Problem(
        Problem.Together(problems), statusCode: status,
        extensions: new Dictionary<string, object?>
        {
            ["codes"] = problems.Select(problem => problem.Code).Distinct().ToArray(),
            ["problems"] = problems,
        });

    public static ProblemHttpResult Missing(Problem problem) => With(StatusCodes.Status404NotFound, [problem]);

    /// <summary>By the code of the first reason.</summary>
    public static ProblemHttpResult Of<T>(Outcome<T> outcome) => With(outcome switch
    {
        { IsMissing: true } => StatusCodes.Status404NotFound,
        { Problems: [{ Code: "disk.full" }, ..] } => StatusCodes.Status507InsufficientStorage,
        { Problems: [{ Code: "file.too-large" }, ..] } => StatusCodes.Status413PayloadTooLarge,
        { Problems: [{ Code: "load.not-checked" or "load.not-waiting" or "load.ended" or "source.declared" }, ..] } => StatusCodes.Status409Conflict,
        _ => StatusCodes.Status422UnprocessableEntity,
    }, outcome.Problems);
}
