using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Phusa.Exchange.Traffic;
using Phusa.Kernel.Outcomes;
using Phusa.Kernel.Texts;
using Phusa.Ui;

namespace Phusa.Exchange.Calls;

/// <summary>A call that the exchange itself does not let through: why, and who can mend it.</summary>
/// <param name="Fault">Whose it is to mend.</param>
internal sealed record CallRefusal(int Status, CallFault Fault, params IReadOnlyList<Problem> Problems)
{
    public Problem Problem => Problems[0];

    public TimeSpan? RetryAfter { get; init; }

    /// <summary>Who stands behind a refused call, as far as it was found out.</summary>
    public CallStanding? Standing { get; init; }

    /// <summary>The error of RFC 6750 §3.1; null where the token is not what is wrong.</summary>
    public string? TokenError { get; init; }

    /// <param name="error">Of RFC 6750 §3.1; empty where no token was sent.</param>
    public static CallRefusal Unauthorized(Problem problem, string error = "invalid_token") =>
        new(StatusCodes.Status401Unauthorized, CallFault.Consumer, problem) { TokenError = error };

    /// <summary>ProblemDetails with <c>codes</c> and <c>fault</c>: <c>consumer</c>, <c>exchange</c> or <c>upstream</c>.</summary>
    public ProblemHttpResult Answer(HttpResponse response)
    {
        RequestLanguage.Speak(response.HttpContext);
        if (RetryAfter is { } wait)
        {
            response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        }
        if (TokenError is { } error)
        {
            response.Headers.WWWAuthenticate =
                error.Length == 0 ? "Bearer realm=\"phusa\"" : $"Bearer realm=\"phusa\", error=\"{error}\"";
        }
        var answer = ProblemAnswer.With(Status, Problems);
        answer.ProblemDetails.Extensions["fault"] = Word.Of(Fault);
        return answer;
    }
}
