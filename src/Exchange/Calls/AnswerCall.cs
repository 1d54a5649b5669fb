using Phusa.Exchange.Traffic;
using Phusa.Kernel.Outcomes;
using Phusa.Security.Contracts;

namespace Phusa.Exchange.Calls;

/// <summary>One call from its first byte to its last: let in or refused, answered, recorded.</summary>
internal sealed class AnswerCall(AdmitCall admit, AnswerDatasetCall datasets, CallEvidence evidence)
{
    /// <returns>Who stands behind the call, as far as it is known, and how it ended.</returns>
    public async Task<(CallStanding? Standing, CallEnd End)> RunAsync(
        HttpContext http, Guid id, CallAddress address, string rest, CancellationToken cancellation)
    {
        var admission = await admit.RunAsync(http, id, address, rest, cancellation);
        if (admission.Refusal is { } refusal)
        {
            return (refusal.Standing, await RefuseAsync(http, id, refusal, cancellation));
        }
        var call = admission.Call!;
        CallLimits.Say(http.Response, call.Limits);
        return (call.Standing, await AnswerAsync(http, call, cancellation));
    }

    private async Task<CallEnd> AnswerAsync(HttpContext http, AdmittedCall call, CancellationToken cancellation)
    {
        try
        {
            return await datasets.RunAsync(http, call, cancellation);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            return new(http.Request.Method, CallEnd.Left, CallFault.Consumer, "call.left");
        }
        catch (LedgerUnavailableException)
        {
            return await WithoutEvidenceAsync(http);
        }
    }

    /// <summary>No evidence, no data: what has not left stays here, and what has is broken off.</summary>
    private static async Task<CallEnd> WithoutEvidenceAsync(HttpContext http)
    {
        var refusal = new CallRefusal(
            StatusCodes.Status503ServiceUnavailable, CallFault.Exchange, new Problem("", "call.no-evidence", T.CallNoEvidence))
        {
            RetryAfter = TimeSpan.FromSeconds(5),
        };
        if (http.Response.HasStarted)
        {
            http.Abort();
        }
        else
        {
            http.Response.Headers.ETag = default;
            await refusal.Answer(http.Response).ExecuteAsync(http);
        }
        return new(http.Request.Method, refusal.Status, refusal.Fault, refusal.Problem.Code);
    }

    /// <summary>
    /// A known system that is refused a service which is there is recorded, but for what it merely asked too often: that
    /// would let it fill the ledger.
    /// </summary>
    private async Task<CallEnd> RefuseAsync(HttpContext http, Guid id, CallRefusal refusal, CancellationToken cancellation)
    {
        if (refusal is { Status: not StatusCodes.Status429TooManyRequests, Standing: { Consumer: not null, Provider: not null } standing })
        {
            using var recorded = await evidence.BeginAsync(
                ExchangeCall.Refused(id, standing, http.Request.Method), first: false, cancellation);
            await evidence.EndAsync(recorded, new(refusal.Status, [], false, refusal.Problem.Code), cancellation);
            CallEvidence.Say(http.Response, recorded);
        }
        await refusal.Answer(http.Response).ExecuteAsync(http);
        return new(http.Request.Method, refusal.Status, refusal.Fault, refusal.Problem.Code);
    }
}
