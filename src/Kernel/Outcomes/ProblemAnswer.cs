using Microsoft.AspNetCore.Http.HttpResults;

namespace Phusa.Kernel.Outcomes;

/// <summary>Problems as ProblemDetails: what to say, the stable codes, and each reason with its field.</summary>
public static class ProblemAnswer
{
    public static ProblemHttpResult With(int status, params IReadOnlyList<Problem> problems) => TypedResults.Problem(
        Problem.Together(problems), statusCode: status,
        extensions: new Dictionary<string, object?>
        {
            ["codes"] = problems.Select(problem => problem.Code).Distinct().ToArray(), ["problems"] = problems,
        });

    /// <summary>404 for what is missing; for what was refused <paramref name="status"/> of the first reason's code.</summary>
    public static ProblemHttpResult Of<T>(Outcome<T> outcome, Func<string, int> status) => With(
        outcome.IsMissing ? StatusCodes.Status404NotFound : status(outcome.Problems[0].Code), outcome.Problems);
}
