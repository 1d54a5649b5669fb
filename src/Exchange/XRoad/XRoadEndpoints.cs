using System.Security.Cryptography;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;
using Phusa.Exchange.Calls;
using Phusa.Exchange.Members;

namespace Phusa.Exchange.XRoad;

/// <summary>
/// The X-Road Message Protocol for REST, so that clients of a security server call services here unchanged. A service's
/// code stands for the provider's subsystem, its version for the service: <c>/r1/GL/GOV/H21.13/du-an/v1/rows/7</c>.
/// </summary>
internal static class XRoadEndpoints
{
    public static void Map(IEndpointRouteBuilder routes) => routes
        .Map("/r1/{instance}/{kind}/{member}/{service}/v{version:int:min(1)}/{**rest}", AnswerAsync)
        .AllowAnonymous().ShortCircuit()
        .WithName("x-road-call").ExcludeFromDescription();

    private static async Task AnswerAsync(
        HttpContext http, string instance, string kind, string member, string service, int version, string? rest,
        ReadXRoadCaller callers, AnswerCall answer, IOptions<ExchangeOptions> options)
    {
        // A service of another instance is here if it was taken over; one of another class is not.
        var owner = XRoadId.KindOf(kind);
        var owned = instance == options.Value.Instance ? member : $"{instance}{Member.Abroad}{member}";
        var hasBody = false;
        using var body = IncrementalHash.CreateHash(HashAlgorithmName.SHA512);
        var head = XRoadHeaders.HeadHash(http.Request, http.Features.Get<IHttpRequestFeature>()!.RawTarget);
        var request = new CallRequest(new(owner is null ? "" : owned, service, version, owner), rest is null ? "" : $"/{rest}", XRoadError.Dialect);
        Tell(http, request, XRoadId.Joined(instance, kind, member, service, $"v{version}"), XRoadHeaders.Hash(head, null));
        request = request with
        {
            BodySeen = bytes =>
            {
                body.AppendData(bytes);
                hasBody = true;
            },
            // An answer that comes before the whole request has no hash of it.
            Answering = isEarly => http.Response.Headers[XRoadHeaders.RequestHash] = isEarly ? default(StringValues)
                : XRoadHeaders.Hash(head, hasBody ? body.GetCurrentHash() : null),
        };
        await answer.RunAsync(http, request, await callers.RunAsync(http, http.RequestAborted));
    }

    private static void Tell(HttpContext http, CallRequest request, string service, string hash)
    {
        var (sent, told) = (http.Request.Headers, http.Response.Headers);
        if (XRoadId.Read(sent[XRoadHeaders.Client]) is not null)
        {
            told[XRoadHeaders.Client] = sent[XRoadHeaders.Client];
        }
        told[XRoadHeaders.Service] = service;
        told[XRoadHeaders.Id] = XRoadHeaders.MessageId(http.Request).Id ?? request.Id.ToString();
        told[XRoadHeaders.RequestId] = request.Id.ToString();
        told[XRoadHeaders.RequestHash] = hash;
    }
}
