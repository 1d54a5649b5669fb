using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Phusa.Kernel.Outcomes;

namespace Phusa.Exchange.Gateway;

/// <summary>What the caller is told of a call that was not forwarded or not answered: whose fault, and what to do.</summary>
internal static class ForwardProblem
{
    /// <summary>Null when there is nobody to tell, or the answer has gone already.</summary>
    public static ProblemHttpResult? Of(HttpContext context, Upstream upstream, ForwardedCall call, ForwardResult result)
    {
        if (context.Response.HasStarted || Told(upstream.Name, call, result) is not { } problem)
        {
            return null;
        }
        if (result.RetryAfter is { } wait)
        {
            context.Response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        }
        return TypedResults.Problem(
            problem.Message.ToString(), statusCode: Status(result.End, problem), extensions: new Dictionary<string, object?>
            {
                ["codes"] = new[] { problem.Code }, ["problems"] = new[] { problem },
            });
    }

    private static int Status(ForwardEnd end, Problem problem) => end switch
    {
        ForwardEnd.RequestRefused => problem.Code == "request.method"
            ? StatusCodes.Status405MethodNotAllowed : StatusCodes.Status400BadRequest,
        ForwardEnd.RequestTooLarge => StatusCodes.Status413PayloadTooLarge,
        ForwardEnd.RequestTooSlow => StatusCodes.Status408RequestTimeout,
        ForwardEnd.RequestBroken => StatusCodes.Status400BadRequest,
        ForwardEnd.TimedOut => StatusCodes.Status504GatewayTimeout,
        ForwardEnd.Busy or ForwardEnd.Resting or ForwardEnd.Maintenance => StatusCodes.Status503ServiceUnavailable,
        // Refused for what the upstream answered, or because the gateway could not do its own part.
        ForwardEnd.AnswerRefused when !problem.Code.StartsWith("answer.", StringComparison.Ordinal) =>
            StatusCodes.Status503ServiceUnavailable,
        _ => StatusCodes.Status502BadGateway,
    };

    private static Problem? Told(string name, ForwardedCall call, ForwardResult result) => result.End switch
    {
        ForwardEnd.RequestTooLarge =>
            new Problem("", "request.too-large", T.RequestTooLarge((call.LargestBody ?? 0) / 1024)),
        ForwardEnd.RequestTooSlow => new Problem("", "request.too-slow", T.RequestTooSlow),
        ForwardEnd.RequestBroken => new Problem("", "request.broken", T.RequestBroken),
        ForwardEnd.Unreachable => new Problem("", "upstream.unreachable", T.UpstreamUnreachable(name)),
        ForwardEnd.PrivateAddress => new Problem("", "upstream.private-address", T.UpstreamPrivateAddress(name)),
        ForwardEnd.TimedOut => new Problem("", "upstream.timed-out", T.UpstreamTimedOut(name)),
        ForwardEnd.BrokeOff => new Problem("", "upstream.broke-off", T.UpstreamBrokeOff(name)),
        ForwardEnd.Busy => new Problem("", "upstream.busy", T.UpstreamBusy(name)),
        ForwardEnd.Resting => new Problem("", "upstream.resting", T.UpstreamResting(name)),
        ForwardEnd.Maintenance => new Problem("", "upstream.maintenance", T.UpstreamMaintenance(name)),
        _ => result.Problem,
    };
}
