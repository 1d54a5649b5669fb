using Microsoft.Extensions.Options;
using Phusa.Exchange.Events;
using Phusa.Exchange.Members;
using Phusa.Exchange.Systems;
using Phusa.Kernel.Outcomes;
using Phusa.Security.Contracts;

namespace Phusa.Exchange.Federation;

/// <summary>What the pages of federation show to a caller.</summary>
internal sealed class FederationPageReading(
    PeerStore peers, PeerCatalogues catalogues, SystemStore systems, ExchangeEvents events, OwnCatalogue own, CatalogueKey key,
    ForeignStore foreign, CopyStore copies, IOptions<ExchangeOptions> options)
{
    private const int MostEvents = 20;

    public async Task<FederationView> ListAsync(
        Caller caller, PeerOrder order, IReadOnlyList<Problem> problems, CancellationToken cancellation)
    {
        var kept = await catalogues.AllAsync(cancellation);
        return new(
            [.. (await peers.ListAsync(cancellation)).Select(peer => new PeerStanding(peer, kept[peer.Id]))], options.Value.Instance,
            options.Value.Issuer!, key.Fingerprint, await own.ReadAsync(cancellation), caller.RunsExchange(),
            await SystemsAsync(caller, cancellation), order, problems);
    }

    /// <summary>Null when there is no such peer.</summary>
    /// <param name="order">What was written and refused; null at first.</param>
    public async Task<PeerView?> ReadAsync(
        Caller caller, Guid id, PeerOrder? order, IReadOnlyList<Problem> problems, CancellationToken cancellation)
    {
        if (await peers.FindAsync(id, cancellation) is not { } peer)
        {
            return null;
        }
        var looks = caller.RunsExchange() || caller.Has(Role.Auditor);
        return new(
            peer, await catalogues.FindAsync(id, cancellation),
            peer.SystemId is { } system ? await systems.FindAsync(system, cancellation) : null, caller.RunsExchange(),
            await SystemsAsync(caller, cancellation), order ?? new(peer.Address, null, peer.SystemId, peer.Client?.Id), problems,
            looks ? await events.OfMemberAsync(id, MostEvents, cancellation) : [], await foreign.OfPeerAsync(id, cancellation),
            await copies.OfPeerAsync(id, cancellation), HookEndpoint.AddressOf(options.Value.Issuer!, peer));
    }

    private async Task<IReadOnlyList<SystemOfMember>> SystemsAsync(Caller caller, CancellationToken cancellation) =>
        caller.RunsExchange() ? await systems.ListAsync(cancellation) : [];
}
