using Microsoft.AspNetCore.Http.HttpResults;
using Phusa.Kernel.Outcomes;
using Phusa.Kernel.Texts;

namespace Phusa.Ui;

/// <summary>What people are told of a form that they sent.</summary>
public static class FormOutcome
{
    /// <summary>Back to the page a form stands on, with what happened.</summary>
    public static Results<RedirectHttpResult, NotFound> Back<T>(this HttpContext http, string page, Outcome<T> outcome, Text? done)
    {
        if (outcome.IsMissing)
        {
            return TypedResults.NotFound();
        }
        http.Tell(outcome.Problems, done);
        return TypedResults.LocalRedirect(page);
    }

    /// <summary>On the next page: every reason why it was refused, or what was done where that does not show by itself.</summary>
    public static void Tell(this HttpContext http, IReadOnlyList<Problem> problems, Text? done)
    {
        if (problems.Count > 0)
        {
            Flash.Set(http, NoticeTone.Error, Problem.Together(problems));
        }
        else if (done is { } message)
        {
            Flash.Set(http, NoticeTone.Success, message);
        }
    }

    /// <summary>What to write beside a field.</summary>
    public static Words Wrong(this IReadOnlyList<Problem> problems, string field) =>
        problems.FirstOrDefault(problem => problem.Field == field) is { } problem ? problem.Message : default(Words);
}
