using System.Text;
using Microsoft.Extensions.Options;
using Phusa.Exchange.Gateway;
using Phusa.Exchange.Traffic;
using Phusa.Exchange.Upstreams;
using Phusa.Exchange.XRoad;
using Phusa.Kernel.Outcomes;
using Phusa.Security.Contracts;

namespace Phusa.Exchange.Calls;

/// <summary>
/// Answers a call by the system behind its service: only what the service describes goes there, only what the agreement
/// names comes back, and not to its end before it is recorded.
/// </summary>
internal sealed class ForwardCall(
    Forwarder forwarder, OwnValidators validators, CallEvidence evidence, RefuseCall refuse, IOptions<ExchangeOptions> options)
{
    /// <summary>Answers up to this length leave whole, with their receipt in a header.</summary>
    private const int Hold = 64 * 1024;

    /// <exception cref="LedgerUnavailableException">The call cannot be recorded; nothing, or not all of it, has left.</exception>
    public async Task<CallEnd> RunAsync(HttpContext http, AdmittedCall call, CancellationToken cancellation)
    {
        if (call.Standing.Behind is not { } behind)
        {
            return await RefuseAsync(http, call, new(
                StatusCodes.Status503ServiceUnavailable, CallFault.Upstream, new Problem("", "call.no-upstream", T.CallNoUpstream)), cancellation);
        }
        var reading = behind.Document is { } document
            ? await ReadRestCall.RunAsync(http, document, call.Target, behind.LargestBody, isWhole: behind.Peer is null, cancellation)
            : await ReadSoapCall.RunAsync(http, behind.Wsdl!, call.Target.Path, behind.LargestBody, cancellation);
        if (reading.Asked is not { } asked)
        {
            return await RefuseAsync(http, call, reading.Refusal!, cancellation);
        }
        var signedIn = behind.Peer is { } peer ? await peer.HeadersAsync(call, http.Request.Query, cancellation) : new(behind.OwnHeaders, null);
        if (signedIn.Own is not { } own)
        {
            return await RefuseAsync(http, call, signedIn.Refusal!, cancellation);
        }
        var request = http.Request;
        var people = PeopleAsked.In(call.Target.Path, request.Query, asked.Body);
        using var recorded = await evidence.BeginAsync(ExchangeCall.Of(call, asked.Name, people), MayChange(request), cancellation);
        recorded.Request.Append(Encoding.UTF8.GetBytes($"{request.Method} {call.Target}{request.QueryString}\n"));
        LeaveCertificate(request);
        try
        {
            var result = await forwarder.ForwardAsync(http, behind.Upstream, Forwarded(http, call, behind, own, asked, recorded), cancellation);
            return await EndAsync(http, call, behind, asked, recorded, result);
        }
        finally
        {
            // Whatever ended it, a call that was let in is recorded.
            if (recorded.Outcome is null)
            {
                await EndAsync(http, call, recorded, StatusCodes.Status500InternalServerError, null);
            }
        }
    }

    private Task<CallEnd> RefuseAsync(HttpContext http, AdmittedCall call, CallRefusal refusal, CancellationToken cancellation) =>
        refuse.RunAsync(http, call.Request, refusal with { Standing = call.Standing }, cancellation);

    /// <summary>Our proxy's word on its own connection would tell the system behind that the caller connected there.</summary>
    private void LeaveCertificate(HttpRequest request)
    {
        if (options.Value.ClientCertificateHeader is { } header)
        {
            request.Headers.Remove(header);
        }
    }

    private static bool MayChange(HttpRequest request) => !HttpMethods.IsGet(request.Method) && !HttpMethods.IsHead(request.Method);

    private ForwardedCall Forwarded(
        HttpContext http, AdmittedCall call, ServiceUpstream behind, IReadOnlyList<KeyValuePair<string, string>> own,
        AskedOperation asked, RecordedCall recorded)
    {
        var body = behind.Checked(
            asked.Operation, call.Standing.Minimised?.Within(asked.Operation?.Envelope), problem => recorded.Reported = problem.Code);
        if (behind.Peer is { } peer)
        {
            body = peer.Guarded(body);
            recorded.Peer = new();
        }
        var shape = Shape(call, behind, asked);
        if (shape is not null)
        {
            validators.Ask(http.Request.Headers, shape);
        }
        return new(call.Target)
        {
            OwnHeaders = [.. Identity(call), .. own, .. body is null ? [] : Plain],
            LargestBody = behind.LargestBody,
            RequestSeen = bytes =>
            {
                recorded.Request.Append(bytes);
                call.Request.BodySeen?.Invoke(bytes);
            },
            AnswerSeen = recorded.Answer.Append,
            Body = body,
            Hold = response => IsStream(response.ContentType) ? 0 : Hold,
            Answering = call.Request.Answering,
            Answered = answer => Answered(answer, http.Response, shape, recorded),
            BeforeEnd = token => BeforeEndAsync(http.Response, call, recorded, token),
        };
    }

    /// <summary>All that decides what is made of the system's answer; null where it passes as it is.</summary>
    private static Func<string>? Shape(AdmittedCall call, ServiceUpstream behind, AskedOperation asked) =>
        (call.Standing.Minimised, behind.Xml) is (null, null) ? null
            : () => $"{call.Standing.Minimised?.Shape(asked.Operation?.Envelope)}\n{behind.Xml?.Written}";

    private void Answered(HttpResponseMessage answer, HttpResponse response, Func<string>? shape, RecordedCall recorded)
    {
        recorded.Peer?.Saw(answer);
        if (shape is not null)
        {
            validators.Answer(response, shape);
        }
        OwnValidators.Keep(response.Headers);
    }

    /// <summary>What was encoded cannot be looked into.</summary>
    private static readonly KeyValuePair<string, string>[] Plain = [new("Accept-Encoding", "identity")];

    private static KeyValuePair<string, string>[] Identity(AdmittedCall call) =>
    [
        new(XRoadHeaders.Client, call.Standing.Client!), new(XRoadHeaders.Service, call.Standing.Service!),
        new(XRoadHeaders.RequestId, call.Request.IdText), new(AnswerCall.IdHeader, call.Request.IdText),
        new(HeaderRules.OwnPrefix + "Agreement", call.Agreement.Id.ToString()),
    ];

    private static bool IsStream(string? type) =>
        type is null || !(type.Contains("json", StringComparison.OrdinalIgnoreCase) || type.Contains("xml", StringComparison.OrdinalIgnoreCase))
        || type.Contains("ndjson", StringComparison.OrdinalIgnoreCase);

    private async Task<Problem?> BeforeEndAsync(HttpResponse response, AdmittedCall call, RecordedCall recorded, CancellationToken cancellation)
    {
        try
        {
            var isWell = response.StatusCode < StatusCodes.Status400BadRequest;
            // That nothing has changed (304) tells something, though no field leaves.
            var fields = isWell && recorded.Answer.Bytes > 0 ? Released(call) : [];
            await evidence.EndAsync(recorded, new(response.StatusCode, fields, isWell), cancellation);
            CallEvidence.Say(response, recorded);
            return null;
        }
        catch (LedgerUnavailableException)
        {
            return new("", "call.no-evidence", T.CallNoEvidence);
        }
    }

    /// <summary>No field named is the whole message.</summary>
    private static IReadOnlyList<string> Released(AdmittedCall call) => call.Agreement.Terms.Fields is { Count: > 0 } named ? named : ["*"];

    /// <summary>Of an answer that did not go to its end; what had gone by then was released.</summary>
    private Task EndAsync(HttpContext http, AdmittedCall call, RecordedCall recorded, int status, string? problem)
    {
        var started = http.Response.HasStarted;
        return evidence.EndAsync(recorded, new(status, started ? Released(call) : [], started, problem), CancellationToken.None);
    }

    private async Task<CallEnd> EndAsync(
        HttpContext http, AdmittedCall call, ServiceUpstream behind, AskedOperation asked, RecordedCall recorded, ForwardResult result)
    {
        var refusal = ForwardProblem.Of(behind.Upstream.Name, behind.LargestBody, result);
        if (result.End == ForwardEnd.Maintenance && behind.MaintenanceMessage is { } words)
        {
            refusal = refusal! with { Problems = [.. refusal.Problems, new("", "upstream.maintenance", Kernel.Texts.Text.Same(words))] };
        }
        var status = refusal?.Status ?? (result.End == ForwardEnd.Answered ? result.Status!.Value : CallEnd.Left);
        if (recorded.Outcome is null)
        {
            await EndAsync(http, call, recorded, status, refusal?.Problem.Code);
            CallEvidence.Say(http.Response, recorded);
        }
        if (refusal is not null && !http.Response.HasStarted)
        {
            await RefuseCall.SayAsync(http, call.Request, refusal, asked.Name);
        }
        var fault = refusal?.Fault ?? (result.End != ForwardEnd.Answered ? CallFault.Consumer
            : status >= StatusCodes.Status500InternalServerError ? CallFault.Upstream : CallFault.None);
        return new(asked.Name, status, fault, refusal?.Problem.Code ?? recorded.Reported, result.Waited)
        {
            RequestBytes = result.RequestBytes, AnswerBytes = result.AnswerBytes,
        };
    }
}
