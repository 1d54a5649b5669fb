using Phusa.Exchange.Members;
using Phusa.Exchange.Services;
using Phusa.Security.Contracts;

namespace Phusa.Exchange.Federation;

/// <summary>Whether other exchanges know of a service, for whoever may say so.</summary>
internal enum PeerSharing
{
    /// <summary>The reader may not say, or the service may never be listed.</summary>
    None,
    Unlisted,
    Listed,
}

/// <summary>What a service has to do with other exchanges.</summary>
/// <param name="From">The one it was taken over from; null for a service of our own.</param>
/// <param name="Entry">As that one offers it.</param>
internal sealed record Abroad(PeerSharing Sharing, Peer? From, Foreign? Entry);

internal sealed class ReadAbroad(FederatedMarks marks, ForeignStore foreign, PeerStore peers)
{
    public async Task<Abroad> RunAsync(Caller caller, ServiceEntry named, CancellationToken cancellation)
    {
        var known = named.Known;
        var taken = known.Owner.IsForeign ? await foreign.FindAsync(known.Service.Id, cancellation) : null;
        return new(
            !caller.AnswersFor(known.Owner) || !OfferToPeers.MayBe(known, named.Class) ? PeerSharing.None
                : await marks.IsAsync(known.Service.Id, cancellation) ? PeerSharing.Listed : PeerSharing.Unlisted,
            taken is null ? null : await peers.FindAsync(taken.PeerId, cancellation), taken);
    }
}
