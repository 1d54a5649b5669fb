using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Primitives;
using Phusa.Kernel.Outcomes;

namespace Phusa.Exchange.Gateway;

/// <summary>
/// Forwards calls to upstreams and their answers back, streaming both ways. What it could not forward it leaves to its
/// caller to answer, see <see cref="ForwardProblem"/>; an answer that broke off is broken off towards the caller too,
/// never ended as if it were whole.
/// </summary>
internal sealed class Forwarder(UpstreamClients clients, TimeProvider clock)
{
    /// <summary>INTERNAL_ERROR of RFC 9113 §7.</summary>
    private const int InternalError = 2;

    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(1);

    /// <param name="cancellation">The caller's <see cref="HttpContext.RequestAborted"/>.</param>
    public async Task<ForwardResult> ForwardAsync(
        HttpContext context, Upstream upstream, ForwardedCall call, CancellationToken cancellation)
    {
        if (Refused(context.Request, call) is { } refused)
        {
            return refused;
        }
        if (upstream.MaintenanceUntil - clock.GetUtcNow() is { } left && left > TimeSpan.Zero)
        {
            return new(ForwardEnd.Maintenance) { RetryAfter = left };
        }
        var client = clients.Of(upstream);
        using var place = client.Admit();
        if (!place.IsAcquired)
        {
            return new(ForwardEnd.Busy) { RetryAfter = Soon };
        }
        if (client.Breaker.Enter() is { } rest)
        {
            return new(ForwardEnd.Resting) { RetryAfter = rest };
        }
        var own = context.Response.Headers.ToArray();
        ForwardResult? result = null;
        try
        {
            using var forwarding = new Forwarding(context, client, call, clock, cancellation);
            result = await forwarding.RunAsync();
            return result;
        }
        finally
        {
            client.Breaker.Leave(Well(result));
            if (result is not { End: ForwardEnd.Answered })
            {
                BreakOff(context, own);
            }
        }
    }

    private static ForwardResult? Refused(HttpRequest request, ForwardedCall call) =>
        HeaderRules.Ambiguous(request.Headers) is { } ambiguous ? new(ForwardEnd.RequestRefused) { Problem = ambiguous }
        : HttpMethods.IsConnect(request.Method) || HttpMethods.IsTrace(request.Method)
            ? new(ForwardEnd.RequestRefused)
            {
                Problem = new Problem("", "request.method", T.RequestMethod(request.Method)),
            }
        : request.ContentLength > call.LargestBody ? new(ForwardEnd.RequestTooLarge)
        : null;

    /// <summary>What the call says of the upstream; null for nothing. A gateway's own errors it says of itself.</summary>
    private static bool? Well(ForwardResult? result) => result switch
    {
        { End: ForwardEnd.Unreachable or ForwardEnd.TimedOut or ForwardEnd.BrokeOff } => false,
        { Status: 502 or 503 or 504 } => false,
        { Status: not null } => true,
        _ => null,
    };

    /// <summary>Takes back what has not been sent; of what has, the caller must see that it is not whole.</summary>
    /// <param name="own">Headers that the answer had before the upstream's.</param>
    private static void BreakOff(HttpContext context, KeyValuePair<string, StringValues>[] own)
    {
        if (!context.Response.HasStarted)
        {
            context.Response.Clear();
            context.Response.StatusCode = StatusCodes.Status502BadGateway;
            Array.ForEach(own, context.Response.Headers.Add);
        }
        else if (context.Features.Get<IHttpResetFeature>() is { } stream)
        {
            stream.Reset(InternalError);
        }
        else
        {
            context.Abort();
        }
    }
}
