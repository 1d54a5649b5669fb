using Microsoft.AspNetCore.Http.HttpResults;
using Phusa.Exchange.Members;
using Phusa.Kernel.Outcomes;
using Phusa.Kernel.Texts;
using Phusa.Security.Contracts;

namespace Phusa.Exchange.Federation;

/// <summary>Peers and what is shared with them, for programs.</summary>
internal static class PeerApi
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/api/v1/exchange/federation/peers").WithTags("federation");
        api.MapGet("", ListAsync).RequireAuthorization(Policies.Official).WithName("list-peers")
            .WithSummary("Exchanges that this one is federated with, and how their catalogues stand");
        api.MapGet("{id:guid}", FindAsync).RequireAuthorization(Policies.Official).WithName("peer")
            .WithSummary("A peer, with the last good catalogue");
        api.MapPost("", RegisterAsync).RequireAuthorization(Policies.DataOffice).WithName("register-peer")
            .WithSummary("Take the exchange at `address` as a peer, if its key has the `fingerprint`; `system` calls here for it, "
                + "`clientId` and `secret` are what it gave us, `hookSecret` signs its webhooks");
        api.MapPut("{id:guid}", ChangeAsync).RequireAuthorization(Policies.DataOffice).WithName("change-peer")
            .WithSummary("Change address, system and credentials; with a `fingerprint`, take the key it has now");
        api.MapPost("{id:guid}/enable", EnableAsync).RequireAuthorization(Policies.DataOffice).WithName("enable-peer")
            .WithSummary("Go on with a peer");
        api.MapPost("{id:guid}/disable", DisableAsync).RequireAuthorization(Policies.DataOffice).WithName("disable-peer")
            .WithSummary("Stop everything with a peer, in both directions");
        api.MapPost("{id:guid}/fetch", FetchAsync).RequireAuthorization(Policies.DataOffice).WithName("fetch-catalogue")
            .WithSummary("Look at a peer's catalogue now");
        api.MapPost("{id:guid}/services", TakeAsync).RequireAuthorization(Policies.DataOffice).WithName("take-over-service")
            .WithSummary("Take a service of a peer over, by its `service` key (`GOV/H15.02/du-an/v1`), so that systems here may ask for it");
        var marks = routes.MapGroup("/api/v1/exchange/services/{id:guid}/federated").RequireAuthorization(Policies.Official)
            .WithTags("federation");
        marks.MapPut("", (HttpContext http, Guid id, OfferToPeers offer, CancellationToken cancellation) =>
            MarkAsync(http, id, offer, true, cancellation)).WithName("list-federated")
            .WithSummary("Let other exchanges know of a service, as its owner or the data office");
        marks.MapDelete("", (HttpContext http, Guid id, OfferToPeers offer, CancellationToken cancellation) =>
            MarkAsync(http, id, offer, false, cancellation)).WithName("unlist-federated")
            .WithSummary("Let them know of it no longer");
    }

    private static async Task<Ok<IReadOnlyList<PeerEntry>>> ListAsync(
        PeerStore peers, PeerCatalogues catalogues, CancellationToken cancellation)
    {
        var kept = await catalogues.AllAsync(cancellation);
        return TypedResults.Ok<IReadOnlyList<PeerEntry>>(
            [.. (await peers.ListAsync(cancellation)).Select(peer => PeerEntry.Of(peer, kept[peer.Id]))]);
    }

    private static async Task<Results<Ok<DescribedPeer>, ProblemHttpResult>> FindAsync(
        Guid id, PeerStore peers, PeerCatalogues catalogues, CancellationToken cancellation)
    {
        if (await peers.FindAsync(id, cancellation) is not { } peer)
        {
            return Refused.Of<Peer>(RegisterPeer.Missing(id));
        }
        var kept = await catalogues.FindAsync(id, cancellation);
        return TypedResults.Ok(new DescribedPeer(PeerEntry.Of(peer, kept), kept.Catalogue));
    }

    private static async Task<Results<Created<PeerEntry>, ProblemHttpResult>> RegisterAsync(
        HttpContext http, PeerOrder order, RegisterPeer register, PeerCatalogues catalogues, CancellationToken cancellation)
    {
        var made = await register.RunAsync(http.Caller(), order, cancellation);
        return made.Value is not { } peer ? Refused.Of(made) : TypedResults.Created(
            $"/api/v1/exchange/federation/peers/{peer.Id}", PeerEntry.Of(peer, await catalogues.FindAsync(peer.Id, cancellation)));
    }

    private static async Task<Results<Ok<PeerEntry>, ProblemHttpResult>> ChangeAsync(
        HttpContext http, Guid id, PeerOrder order, RegisterPeer register, PeerCatalogues catalogues, CancellationToken cancellation) =>
        await AnswerAsync(await register.ChangeAsync(http.Caller(), id, order, cancellation), catalogues, cancellation);

    private static async Task<Results<Ok<PeerEntry>, ProblemHttpResult>> EnableAsync(
        HttpContext http, Guid id, RegisterPeer register, PeerCatalogues catalogues, CancellationToken cancellation) =>
        await AnswerAsync(await register.EnableAsync(http.Caller(), id, true, cancellation), catalogues, cancellation);

    private static async Task<Results<Ok<PeerEntry>, ProblemHttpResult>> DisableAsync(
        HttpContext http, Guid id, RegisterPeer register, PeerCatalogues catalogues, CancellationToken cancellation) =>
        await AnswerAsync(await register.EnableAsync(http.Caller(), id, false, cancellation), catalogues, cancellation);

    private static async Task<Results<Ok<DescribedPeer>, ProblemHttpResult>> FetchAsync(
        Guid id, FetchCatalogue fetch, PeerStore peers, PeerCatalogues catalogues, CancellationToken cancellation)
    {
        var fetched = await fetch.RunAsync(id, cancellation);
        return fetched.IsDone ? await FindAsync(id, peers, catalogues, cancellation) : Refused.Of(fetched);
    }

    private static async Task<Results<Created<TakenOver>, ProblemHttpResult>> TakeAsync(
        HttpContext http, Guid id, TakeOverOrder order, TakeOver take, CancellationToken cancellation)
    {
        var taken = await take.RunAsync(http.Caller(), id, order.Service, cancellation);
        return taken.Value is { } service
            ? TypedResults.Created($"/api/v1/exchange/services/{service.Id}", new TakenOver(service.Id)) : Refused.Of(taken);
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> MarkAsync(
        HttpContext http, Guid id, OfferToPeers offer, bool isListed, CancellationToken cancellation)
    {
        var marked = await offer.RunAsync(http.Caller(), id, isListed, cancellation);
        return marked.IsDone ? TypedResults.NoContent() : Refused.Of(marked);
    }

    private static async Task<Results<Ok<PeerEntry>, ProblemHttpResult>> AnswerAsync(
        Outcome<Peer> outcome, PeerCatalogues catalogues, CancellationToken cancellation) => outcome.Value is { } peer
            ? TypedResults.Ok(PeerEntry.Of(peer, await catalogues.FindAsync(peer.Id, cancellation))) : Refused.Of(outcome);
}

/// <summary>A peer as programs get it; never a secret.</summary>
/// <param name="Hears">Whether we hold the secret of its webhooks.</param>
/// <param name="Cause">What was wrong with its catalogue at the last look.</param>
internal sealed record PeerEntry(
    Guid Id, string Instance, string Name, string Address, string Fingerprint, Guid? System, string? ClientId, bool Hears,
    string State, long Sequence, DateTimeOffset? TakenAt, DateTimeOffset? ExpiresAt, DateTimeOffset? CheckedAt, string? Cause)
{
    public static PeerEntry Of(Peer peer, KeptCatalogue kept) => new(
        peer.Id, peer.Instance, peer.Name, peer.Address, peer.Fingerprint, peer.SystemId, peer.Client?.Id,
        peer.Hook is not null, Word.Of(peer.State), kept.Sequence, kept.TakenAt, kept.ExpiresAt, kept.CheckedAt,
        kept.Cause is { } cause ? Word.Of(cause) : null);
}

/// <param name="Service">Class, member, code and version, as the peer's catalogue has them.</param>
internal sealed record TakeOverOrder(string? Service);

/// <param name="Id">Of the service here.</param>
internal sealed record TakenOver(Guid Id);

internal sealed record DescribedPeer(PeerEntry Peer, Catalogue? Catalogue);
