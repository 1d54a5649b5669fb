using Phusa.Exchange.Gateway;
using Phusa.Exchange.Schemas;
using Phusa.Exchange.Traffic;
using Phusa.Kernel.Outcomes;

namespace Phusa.Exchange.Calls;

/// <summary>Compares a call with the OpenAPI document of its service; all that is wrong is told at once.</summary>
internal static class ReadRestCall
{
    private const int MostFaults = 20;

    /// <param name="limit">Bytes that a body may have.</param>
    /// <param name="isWhole">Whether the document names every parameter of a query. Of a dataset the contract does.</param>
    public static async Task<AskedReading> RunAsync(
        HttpContext http, ApiDocument document, TargetPath target, long? limit, bool isWhole, CancellationToken cancellation)
    {
        var request = http.Request;
        var path = target.Path.Length == 0 ? "/" : target.Path;
        // HEAD asks for what GET would answer.
        var method = HttpMethods.IsHead(request.Method) && document.Match("HEAD", path) is null ? "GET" : request.Method;
        if (document.Match(method, path) is not { } match)
        {
            return Unknown(http, document.MethodsAt(path));
        }
        var name = $"{match.Operation.Method} {match.Operation.Path.Text}";
        if (isWhole && CallCheck.Undescribed(match.Operation, request.Query) is { Count: > 0 } unasked)
        {
            return Refused(unasked);
        }
        if (!CallBody.Is(request))
        {
            return Checked(http, match, name, null);
        }
        if (!CallBody.IsText(request))
        {
            return Checked(http, match, name, ReadOnlyMemory<byte>.Empty) is { Refusal: { } wrong } ? wrong
                : new AskedOperation(name, null, match.Operation);
        }
        var (body, refusal) = await CallBody.ReadAsync(http, limit, cancellation);
        return refusal is not null ? refusal : Checked(http, match, name, body);
    }

    private static AskedReading Checked(HttpContext http, OperationMatch match, string name, ReadOnlyMemory<byte>? body)
    {
        var request = http.Request;
        var faults = CallCheck.Request(match, request.Query, request.Headers, body is null ? null : request.ContentType, body);
        return faults.Count == 0 ? new AskedOperation(name, body, match.Operation) : Refused(faults);
    }

    private static CallRefusal Refused(IReadOnlyList<SchemaFault> faults) => new(StatusCodes.Status400BadRequest, CallFault.Consumer,
        [.. faults.Take(MostFaults).Select(fault => new Problem($"{fault.In}{fault.Pointer}", "call.schema", fault.Message))]);

    private static CallRefusal Unknown(HttpContext http, IReadOnlyList<string> methods)
    {
        if (methods.Count == 0)
        {
            return new(StatusCodes.Status404NotFound, CallFault.Consumer,
                new Problem("path", "call.path-missing", T.CallPathMissing));
        }
        http.Response.Headers.Allow = string.Join(", ", methods);
        return new(StatusCodes.Status405MethodNotAllowed, CallFault.Consumer,
            new Problem("", "request.method", T.RequestMethod(http.Request.Method)));
    }
}
