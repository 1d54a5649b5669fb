using System.Diagnostics;
using Phusa.Exchange.Gateway;
using Phusa.Exchange.Traffic;
using Phusa.Kernel.Outcomes;
using Phusa.Security.Contracts;

namespace Phusa.Exchange.Calls;

/// <summary>One call from its first byte to its last: let in or refused, answered, recorded, counted.</summary>
internal sealed class AnswerCall(
    AdmitCall admit, AnswerDatasetCall datasets, ForwardCall forward, RefuseCall refuse, TrafficMeter traffic, TimeProvider clock)
{
    /// <summary>On every answer: the call's id, by which people speak of it.</summary>
    public const string IdHeader = HeaderRules.OwnPrefix + "Call";

    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(5);

    public async Task RunAsync(HttpContext http, CallRequest request, CallerReading caller)
    {
        var (at, began) = (clock.GetUtcNow(), Stopwatch.GetTimestamp());
        http.Response.Headers[IdHeader] = request.IdText;
        var (standing, end) = ((CallStanding?)null, new CallEnd(
            http.Request.Method, StatusCodes.Status500InternalServerError, CallFault.Exchange));
        try
        {
            (standing, end) = await AnswerAsync(http, request, caller, http.RequestAborted);
        }
        finally
        {
            var took = Stopwatch.GetElapsedTime(began);
            traffic.Note(new(
                at, standing?.Provider?.Service.Id, standing?.Consumer?.System.Id, standing?.Agreement?.Id, end.Operation, end.Status,
                end.Problem, end.Fault, took.TotalMilliseconds, (took - end.Upstream).TotalMilliseconds, end.RequestBytes,
                end.AnswerBytes));
        }
    }

    private async Task<(CallStanding? Standing, CallEnd End)> AnswerAsync(
        HttpContext http, CallRequest request, CallerReading caller, CancellationToken cancellation)
    {
        CallStanding? standing = null;
        try
        {
            var admission = await admit.RunAsync(http, request, caller, cancellation);
            standing = admission.Call?.Standing ?? admission.Refusal?.Standing;
            return (standing, await (admission.Call is { } call
                ? LetInAsync(http, call, cancellation) : refuse.RunAsync(http, request, admission.Refusal!, cancellation)));
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            return (standing, new(http.Request.Method, CallEnd.Left, CallFault.Consumer, "call.left"));
        }
        catch (LedgerUnavailableException)
        {
            return (standing, await WithoutEvidenceAsync(http, request));
        }
    }

    private Task<CallEnd> LetInAsync(HttpContext http, AdmittedCall call, CancellationToken cancellation) =>
        call.Provider.Service.IsProxied ? forward.RunAsync(http, call, cancellation) : datasets.RunAsync(http, call, cancellation);

    /// <summary>No evidence, no data: what has not left stays here, and what has is broken off.</summary>
    private static async Task<CallEnd> WithoutEvidenceAsync(HttpContext http, CallRequest request)
    {
        var refusal = new CallRefusal(
            StatusCodes.Status503ServiceUnavailable, CallFault.Exchange, new Problem("", "call.no-evidence", T.CallNoEvidence))
        {
            RetryAfter = Soon,
        };
        if (!http.Response.HasStarted)
        {
            http.Response.Headers.ETag = default;
            return await RefuseCall.SayAsync(http, request, refusal, http.Request.Method);
        }
        http.Abort();
        return new(http.Request.Method, refusal.Status, refusal.Fault, refusal.Problem.Code);
    }
}
