using System.IO.Pipelines;
using System.Text;
using Phusa.Exchange.Datasets;
using Phusa.Exchange.Gateway;
using Phusa.Exchange.Traffic;
using Phusa.Kernel.Outcomes;
using Phusa.Security.Contracts;

namespace Phusa.Exchange.Calls;

/// <summary>Answers a call to a dataset service: only what the agreement lets out, and not to its end before it is recorded.</summary>
internal sealed class AnswerDatasetCall(AnswerFromDataset datasets, CallEvidence evidence, RefuseCall refuse)
{
    /// <summary>Answers up to this length leave whole, with their receipt in a header.</summary>
    private const int Hold = 64 * 1024;

    /// <exception cref="LedgerUnavailableException">The call cannot be recorded; nothing, or not all of it, has left.</exception>
    public async Task<CallEnd> RunAsync(HttpContext http, AdmittedCall call, CancellationToken cancellation)
    {
        var (request, path) = (http.Request, call.Target.Path);
        var operation = DatasetOperation.Of(call.Provider.Service.Dataset!, path, request.Query);
        if (Refused(request, operation) is { } refused)
        {
            return await refuse.RunAsync(http, call.Request, refused with { Standing = call.Standing }, cancellation);
        }
        using var recorded = await evidence.BeginAsync(
            ExchangeCall.Of(call, operation!.Name, PeopleAsked.In(path, request.Query)), operation.IsLong, cancellation);
        recorded.Request.Append(Encoding.UTF8.GetBytes($"{request.Method} {call.Target}{request.QueryString}\n"));
        try
        {
            return await AnswerAsync(http, call, operation, recorded, cancellation);
        }
        finally
        {
            // Whatever ended it, a call that was let in is recorded.
            if (recorded.Outcome is null)
            {
                var status = cancellation.IsCancellationRequested ? CallEnd.Left : StatusCodes.Status500InternalServerError;
                var started = http.Response.HasStarted;
                await evidence.EndAsync(recorded, new(status, started ? recorded.Releasing : [], started), CancellationToken.None);
            }
        }
    }

    private static CallRefusal? Refused(HttpRequest request, DatasetOperation? operation) =>
        operation is null
            ? new(StatusCodes.Status404NotFound, CallFault.Consumer,
                new Problem("path", "call.operation-missing", T.CallOperationMissing(DatasetOperation.Known)))
        : !HttpMethods.IsGet(request.Method) && !HttpMethods.IsHead(request.Method)
            ? new(StatusCodes.Status405MethodNotAllowed, CallFault.Consumer, new Problem("", "request.method", T.RequestMethod(request.Method)))
        : null;

    private async Task<CallEnd> AnswerAsync(
        HttpContext http, AdmittedCall call, DatasetOperation operation, RecordedCall recorded, CancellationToken cancellation)
    {
        var found = await operation.RunAsync(datasets, call.Standing.Allowance, cancellation);
        if (found.Value is not { } answer)
        {
            return await RefuseAsync(http, operation, recorded, found.IsMissing ? 404 : 422, found.Problems, cancellation);
        }
        var response = http.Response;
        response.Headers.ETag = answer.ETag;
        response.Headers.CacheControl = answer.ETag is null ? "no-store" : "private, no-cache";
        response.Headers["Phusa-Version"] = $"{answer.Version}";
        if (answer.ETag is { } tag && http.Request.Headers.IfNoneMatch.Contains(tag))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            await EndAsync(response, recorded, new(304, [], true), cancellation);
            return new(operation.Name, 304);
        }
        response.ContentType = answer.ContentType;
        recorded.Releasing = answer.Released;
        CallEvidence.Say(response, recorded);
        var held = new HeldStream(response, operation.IsLong ? 0 : Hold, recorded.Answer.Append, async token =>
        {
            await EndAsync(response, recorded, new(200, answer.Released, true), token);
            return null;
        });
        var pipe = PipeWriter.Create(held, new(leaveOpen: true));
        var written = await answer.WriteAsync(pipe, cancellation);
        if (!written.IsDone)
        {
            return await RefuseAsync(http, operation, recorded, 422, written.Problems, cancellation);
        }
        await pipe.CompleteAsync();
        await held.CompleteAsync(cancellation);
        return new(operation.Name, 200) { AnswerBytes = recorded.Answer.Bytes };
    }

    /// <summary>Nothing of an answer has been written. That a row does not exist tells something, that a query is wrong does not.</summary>
    private async Task<CallEnd> RefuseAsync(
        HttpContext http, DatasetOperation operation, RecordedCall recorded, int status, IReadOnlyList<Problem> problems,
        CancellationToken cancellation)
    {
        var code = problems[0].Code;
        var fault = code == "service.without-data" ? CallFault.Upstream : CallFault.Consumer;
        await EndAsync(http.Response, recorded, new(status, [], code == "service.row-missing", code), cancellation);
        await new CallRefusal(status, fault, problems).Answer(http.Response).ExecuteAsync(http);
        return new(operation.Name, status, code == "service.row-missing" ? CallFault.None : fault, code);
    }

    private async Task EndAsync(HttpResponse response, RecordedCall recorded, CallOutcome outcome, CancellationToken cancellation)
    {
        await evidence.EndAsync(recorded, outcome, cancellation);
        CallEvidence.Say(response, recorded);
    }
}
