using Phusa.Kernel.Outcomes;

namespace Phusa.Security.Web;

/// <summary>Refusals as ProblemDetails has them: messages by field, and the stable codes beside them.</summary>
internal static class Problems
{
    public static Dictionary<string, string[]> ByField(IReadOnlyList<Problem> problems) => problems
        .GroupBy(problem => problem.Field, StringComparer.Ordinal)
        .ToDictionary(group => group.Key, group => group.Select(problem => problem.Message.ToString()).ToArray());

    public static Dictionary<string, object?> Codes(IReadOnlyList<Problem> problems) =>
        new() { ["codes"] = problems.Select(problem => problem.Code).Distinct().ToArray() };
}
