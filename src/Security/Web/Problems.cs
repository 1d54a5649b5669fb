using Microsoft.AspNetCore.Http.HttpResults;
using Phusa.Kernel.Outcomes;

namespace Phusa.Security.Web;

/// <summary>Refusals as ProblemDetails has them: messages by field, and the stable codes beside them.</summary>
internal static class Problems
{
    public static Dictionary<string, string[]> ByField(IReadOnlyList<Problem> problems) => problems
        .GroupBy(problem => problem.Field, StringComparer.Ordinal)
        .ToDictionary(group => group.Key, group => group.Select(problem => problem.Message.ToString()).ToArray());

    /// <summary>An answer with its code and what to say.</summary>
    public static ProblemHttpResult Of(int status, Problem problem) => TypedResults.Problem(
        problem.Message.ToString(), statusCode: status, extensions: new Dictionary<string, object?>
        {
            ["codes"] = new[] { problem.Code }, ["problems"] = new[] { problem },
        });

    /// <summary>A refusal with every reason and its field, or what is missing.</summary>
    public static ProblemHttpResult Of<TValue>(Outcome<TValue> outcome) => TypedResults.Problem(
        Problem.Together(outcome.Problems),
        statusCode: outcome switch
        {
            { IsMissing: true } => StatusCodes.Status404NotFound,
            { Problems: [{ Code: "withholding.not-yours" or "withholding.same-person" }, ..] } => StatusCodes.Status403Forbidden,
            _ => StatusCodes.Status422UnprocessableEntity,
        },
        extensions: Codes(outcome.Problems).Append(new("problems", outcome.Problems)).ToDictionary());

    public static Dictionary<string, object?> Codes(IReadOnlyList<Problem> problems) =>
        new() { ["codes"] = problems.Select(problem => problem.Code).Distinct().ToArray() };
}
