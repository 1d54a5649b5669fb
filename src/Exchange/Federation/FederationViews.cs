using Phusa.Exchange.Events;
using Phusa.Exchange.Systems;
using Phusa.Kernel.Outcomes;

namespace Phusa.Exchange.Federation;

internal sealed record PeerStanding(Peer Peer, KeptCatalogue Kept);

/// <param name="Own">What we offer to others now.</param>
/// <param name="Systems">Those that may call here for a peer, for whoever may register one.</param>
internal sealed record FederationView(
    IReadOnlyList<PeerStanding> Peers, string Instance, string Address, string Fingerprint, SealedCatalogue Own, bool MayRegister,
    IReadOnlyList<SystemOfMember> Systems, PeerOrder Order, IReadOnlyList<Problem> Problems)
{
    public int Offered => ReadCatalogue.Parse(Own.Content)?.Services.Count ?? 0;
}

/// <param name="System">By which it calls here.</param>
/// <param name="Taken">Its services that were taken over.</param>
/// <param name="Events">None for those who may not look.</param>
/// <param name="HookAddress">Where it delivers what is new there.</param>
internal sealed record PeerView(
    Peer Peer, KeptCatalogue Kept, SystemOfMember? System, bool MayChange, IReadOnlyList<SystemOfMember> Systems, PeerOrder Order,
    IReadOnlyList<Problem> Problems, IReadOnlyList<ExchangeEvent> Events, IReadOnlyList<Foreign> Taken,
    IReadOnlyList<Copy> Copies, string HookAddress);
