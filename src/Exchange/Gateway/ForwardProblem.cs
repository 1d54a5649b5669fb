using Phusa.Exchange.Calls;
using Phusa.Exchange.Traffic;
using Phusa.Kernel.Outcomes;
using Phusa.Kernel.Texts;

namespace Phusa.Exchange.Gateway;

/// <summary>What the caller is told of a call that was not forwarded or not answered: whose fault, and what to do.</summary>
internal static class ForwardProblem
{
    /// <summary>Null when the upstream's answer went to the caller whole, or nobody is there to be told.</summary>
    /// <param name="name">What people know the upstream by.</param>
    /// <param name="largestBody">Bytes that a request may have.</param>
    public static CallRefusal? Of(string name, long? largestBody, ForwardResult result) => result.End switch
    {
        ForwardEnd.Answered or ForwardEnd.ClientGone => null,
        ForwardEnd.RequestRefused => Consumer(
            result.Problem!.Code == "request.method" ? StatusCodes.Status405MethodNotAllowed : StatusCodes.Status400BadRequest,
            result.Problem),
        ForwardEnd.RequestTooLarge => Consumer(
            StatusCodes.Status413PayloadTooLarge, Told("request.too-large", T.RequestTooLarge((largestBody ?? 0) / 1024))),
        ForwardEnd.RequestTooSlow => Consumer(StatusCodes.Status408RequestTimeout, Told("request.too-slow", T.RequestTooSlow)),
        ForwardEnd.RequestBroken => Consumer(StatusCodes.Status400BadRequest, Told("request.broken", T.RequestBroken)),
        ForwardEnd.Unreachable => Bad("upstream.unreachable", T.UpstreamUnreachable(name)),
        ForwardEnd.PrivateAddress => Bad("upstream.private-address", T.UpstreamPrivateAddress(name)),
        ForwardEnd.BrokeOff => Bad("upstream.broke-off", T.UpstreamBrokeOff(name)),
        ForwardEnd.TimedOut => Upstream(
            StatusCodes.Status504GatewayTimeout, Told("upstream.timed-out", T.UpstreamTimedOut(name)), result),
        ForwardEnd.Busy => Away("upstream.busy", T.UpstreamBusy(name), result),
        ForwardEnd.Resting => Away("upstream.resting", T.UpstreamResting(name), result),
        ForwardEnd.Maintenance => Away("upstream.maintenance", T.UpstreamMaintenance(name), result),
        // Refused for what the upstream answered, or because the gateway could not do its own part.
        _ when result.Problem!.Code.StartsWith("answer.", StringComparison.Ordinal) =>
            Upstream(StatusCodes.Status502BadGateway, result.Problem, result),
        _ => new(StatusCodes.Status503ServiceUnavailable, CallFault.Exchange, result.Problem),
    };

    private static CallRefusal Consumer(int status, Problem problem) => new(status, CallFault.Consumer, problem);

    private static CallRefusal Bad(string code, Text words) =>
        new(StatusCodes.Status502BadGateway, CallFault.Upstream, Told(code, words));

    private static CallRefusal Away(string code, Text words, ForwardResult result) =>
        Upstream(StatusCodes.Status503ServiceUnavailable, Told(code, words), result);

    private static CallRefusal Upstream(int status, Problem problem, ForwardResult result) =>
        new(status, CallFault.Upstream, problem) { RetryAfter = result.RetryAfter };

    private static Problem Told(string code, Text words) => new("", code, words);
}
