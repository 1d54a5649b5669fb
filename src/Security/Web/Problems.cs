using Microsoft.AspNetCore.Http.HttpResults;
using Phusa.Kernel.Outcomes;

namespace Phusa.Security.Web;

/// <summary>Refusals as ProblemDetails has them: messages by field, and the stable codes beside them.</summary>
internal static class Problems
{
    public static Dictionary<string, string[]> ByField(IReadOnlyList<Problem> problems) => problems
        .GroupBy(problem => problem.Field, StringComparer.Ordinal)
        .ToDictionary(group => group.Key, group => group.Select(problem => problem.Message.ToString()).ToArray());

    public static ProblemHttpResult Of<T>(Outcome<T> outcome) => ProblemAnswer.Of(outcome, code => code switch
    {
        "withholding.not-yours" or "withholding.same-person" => StatusCodes.Status403Forbidden,
        "complaint.over" or "key.too-many" or "withholding.over" or "witness.known" or "witness.over" => StatusCodes.Status409Conflict,
        _ => StatusCodes.Status422UnprocessableEntity,
    });

    public static Dictionary<string, object?> Codes(IReadOnlyList<Problem> problems) =>
        new() { ["codes"] = problems.Select(problem => problem.Code).Distinct().ToArray() };
}
