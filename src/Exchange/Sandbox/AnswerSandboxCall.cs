using Microsoft.AspNetCore.Http.Features;
using Phusa.Exchange.Calls;
using Phusa.Exchange.Gateway;
using Phusa.Exchange.Members;
using Phusa.Exchange.OpenApi;
using Phusa.Exchange.Schemas;
using Phusa.Exchange.Services;
using Phusa.Exchange.Tokens;
using Phusa.Exchange.Traffic;
using Phusa.Kernel.Outcomes;
using Phusa.Security.Contracts;
using Phusa.Warehouse.Contracts;

namespace Phusa.Exchange.Sandbox;

/// <summary>
/// Answers a call as its service describes itself, with made-up values: what a caller gets wrong is found as the gateway
/// finds it, and nothing goes on, is recorded or counted.
/// </summary>
internal sealed class AnswerSandboxCall(
    ServiceStore services, ServiceInterfaces interfaces, ServiceOpenApi documents, ReadCaller callers, TokenHolder holders, SandboxLimit limit)
{
    /// <summary>On every answer of the sandbox.</summary>
    public const string Header = HeaderRules.OwnPrefix + "Sandbox";

    /// <param name="rest">Behind the service's address, as the server decoded it; empty, or from a slash on.</param>
    public async Task RunAsync(HttpContext http, CallAddress address, string rest, CancellationToken cancellation)
    {
        http.Response.Headers[Header] = "true";
        http.Response.Headers.CacheControl = "no-store";
        var (who, refusal) = await WhoAsync(http, cancellation);
        refusal ??= limit.Wait(who) is { } wait ? TooOften(wait) : null;
        refusal ??= await AnswerAsync(http, address, rest, cancellation);
        if (refusal is not null)
        {
            await refusal.Answer(http.Response).ExecuteAsync(http);
        }
    }

    /// <summary>Signed-in officials and integrators, and systems by their token; neither needs an agreement.</summary>
    private async Task<(Guid Who, CallRefusal? Refusal)> WhoAsync(HttpContext http, CancellationToken cancellation)
    {
        if (http.User.Caller() is { UsesExchange: true, AccountId: { } account })
        {
            return (account, null);
        }
        var reading = await callers.RunAsync(http);
        return reading.Caller is not { } caller ? (default, reading.Refusal)
            : await holders.FindAsync(caller.System, caller.Credential, cancellation) is null
                ? (default, CallRefusal.Unauthorized(new("Authorization", "call.system-stopped", T.CallSystemStopped)))
            : (caller.System, null);
    }

    private async Task<CallRefusal?> AnswerAsync(HttpContext http, CallAddress address, string rest, CancellationToken cancellation)
    {
        if ((await FindAsync(http, address, MemberClass.GOV, cancellation)
            ?? await FindAsync(http, address, MemberClass.COM, cancellation)) is not { } known)
        {
            return Refused(404, new("", "call.service-missing", T.CallServiceMissing(address.Member, address.Service, address.Version)));
        }
        var path = TargetPath.Read(http.Features.Get<IHttpRequestFeature>()!.RawTarget, rest);
        if (path.Value is not { } target)
        {
            return Refused(400, path.Problems[0]);
        }
        var described = await interfaces.OfAsync(known.Service, cancellation);
        if (described.Wsdl is { } wsdl)
        {
            var (answer, wrong) = await AnswerSoapTrial.RunAsync(http, wsdl, target.Path, cancellation);
            await (answer is null ? Task.CompletedTask : WriteAsync(http, answer, cancellation));
            return wrong;
        }
        var document = await DocumentAsync(known, described, cancellation);
        var reading = await ReadRestCall.RunAsync(
            http, document, target, null, isWhole: known.Service.IsProxied && !known.Owner.IsForeign, cancellation);
        if ((reading.Refusal ?? Unaskable(http, described, target)) is { } refusal)
        {
            return refusal;
        }
        await WriteAsync(http, MockAnswer.Of(document, Match(http, document, target), http.Request.Headers.Accept), cancellation);
        return null;
    }

    /// <summary>A service that is not offered yet is tried by those who may see it.</summary>
    private async Task<ServiceOfMember?> FindAsync(HttpContext http, CallAddress address, MemberClass kind, CancellationToken cancellation) =>
        await services.FindAsync(kind, address.Member, address.Service, address.Version, cancellation) is { } known
        && (known.Service.IsOffered || (known.Service.State == ServiceState.Draft && http.User.Caller() is { UsesExchange: true } caller && caller.Sees(known)))
            ? known : null;

    /// <summary>The owner's own document is compiled already, a generated one is small.</summary>
    private async Task<ApiDocument> DocumentAsync(ServiceOfMember known, ServiceInterface described, CancellationToken cancellation)
    {
        if (described.Api is { } own)
        {
            return own;
        }
        var made = ApiDocument.Read((await documents.OfAsync(known, cancellation)).ToJsonString());
        return made.Value ?? throw new InvalidDataException(string.Join("; ", made.Problems));
    }

    /// <summary>What a query of rows asks is compared with the contract, as the gateway does.</summary>
    private static CallRefusal? Unaskable(HttpContext http, ServiceInterface described, TargetPath target) =>
        described.Contract is { } contract && (target.Path is "/rows" or "/file" or "/digest")
        && QueryRunner.Check(contract, QueryAccess.Full, QueryReading.OfAddress(http.Request.Query, "format")) is { Count: > 0 } problems
            ? new(422, CallFault.Consumer, problems) : null;

    private static OperationMatch Match(HttpContext http, ApiDocument document, TargetPath target)
    {
        var path = target.Path.Length == 0 ? "/" : target.Path;
        return document.Match(http.Request.Method, path) ?? document.Match(HttpMethods.Get, path)!;
    }

    private static async Task WriteAsync(HttpContext http, MockAnswer answer, CancellationToken cancellation)
    {
        http.Response.StatusCode = answer.Status;
        http.Response.ContentType = answer.ContentType is { } type ? $"{type}; charset=utf-8" : null;
        http.Response.ContentLength = answer.Body.Length;
        if (answer.Body.Length > 0 && !HttpMethods.IsHead(http.Request.Method))
        {
            await http.Response.Body.WriteAsync(answer.Body, cancellation);
        }
    }

    private static CallRefusal TooOften(TimeSpan wait) =>
        Refused(429, new("", "sandbox.rate", T.SandboxRate(SandboxLimit.PerMinute))) with { RetryAfter = wait };

    private static CallRefusal Refused(int status, Problem problem) => new(status, CallFault.Consumer, problem);
}
