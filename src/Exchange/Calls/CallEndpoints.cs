using System.Diagnostics;
using Microsoft.AspNetCore.Mvc;
using Phusa.Exchange.Traffic;
using Phusa.Security.Contracts;

namespace Phusa.Exchange.Calls;

/// <summary>The gateway's own address: <c>/x/{agency}/{service}/v{n}/…</c>.</summary>
internal static class CallEndpoints
{
    /// <summary>On every answer: the call's id, by which people speak of it.</summary>
    public const string IdHeader = Gateway.HeaderRules.OwnPrefix + "Call";

    /// <summary>A call proves itself by its token, which is no account's; how large a body may be is its service's to say.</summary>
    public static void Map(IEndpointRouteBuilder routes) => routes
        .Map("/x/{agency}/{service}/v{version:int:min(1)}/{**rest}", AnswerAsync)
        .RequireAuthorization(Policies.Public).WithMetadata(new DisableRequestSizeLimitAttribute())
        .WithName("exchange-call").ExcludeFromDescription();

    private static async Task AnswerAsync(
        HttpContext http, string agency, string service, int version, string? rest, AnswerCall answer, TrafficMeter traffic,
        TimeProvider clock)
    {
        var (at, began) = (clock.GetUtcNow(), Stopwatch.GetTimestamp());
        var id = Guid.CreateVersion7(at);
        http.Response.Headers[IdHeader] = id.ToString();
        var (standing, end) = ((CallStanding?)null, new CallEnd(
            http.Request.Method, StatusCodes.Status500InternalServerError, CallFault.Exchange));
        try
        {
            (standing, end) = await answer.RunAsync(
                http, id, new(agency, service, version), rest is null ? "" : $"/{rest}", http.RequestAborted);
        }
        finally
        {
            Count(traffic, at, Stopwatch.GetElapsedTime(began), standing, end);
        }
    }

    private static void Count(TrafficMeter traffic, DateTimeOffset at, TimeSpan took, CallStanding? standing, CallEnd end) =>
        traffic.Note(new(
            at, standing?.Provider?.Service.Id, standing?.Consumer?.System.Id, standing?.Agreement?.Id, end.Operation, end.Status,
            end.Problem, end.Fault, took.TotalMilliseconds, (took - end.Upstream).TotalMilliseconds, end.RequestBytes, end.AnswerBytes));
}
