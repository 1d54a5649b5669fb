using Microsoft.AspNetCore.Http.HttpResults;
using Phusa.Exchange.Members;
using Phusa.Security.Contracts;

namespace Phusa.Exchange.Federation;

/// <summary>
/// Where a peer delivers what is new there. Anybody may call it: the signature over the body says whether it is the peer.
/// </summary>
internal static class HookEndpoint
{
    private const string Prefix = "/api/v1/exchange/federation/hooks";

    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost(Prefix + "/{instance}", ReceiveAsync)
        .RequireAuthorization(Policies.Public).WithTags("federation").WithName("receive-hook")
        .WithSummary("A peer's webhook (Standard Webhooks): `dataset.version` has copies of that dataset looked at now");

    /// <param name="site">Under which others reach this exchange.</param>
    public static string AddressOf(string site, Peer peer) => $"{site}{Prefix}/{peer.Instance}";

    private static async Task<Results<NoContent, ProblemHttpResult>> ReceiveAsync(
        HttpContext http, string instance, ReceiveDelivery receive, CancellationToken cancellation)
    {
        using var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body, cancellation);
        var headers = http.Request.Headers;
        var received = await receive.RunAsync(
            instance, new(headers["webhook-id"], headers["webhook-timestamp"], headers["webhook-signature"], body.ToArray()), cancellation);
        return received.IsDone ? TypedResults.NoContent() : Refused.Of(received);
    }
}
