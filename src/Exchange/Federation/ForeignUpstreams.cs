using Phusa.Exchange.Documents;
using Phusa.Exchange.Gateway;
using Phusa.Exchange.Services;
using Phusa.Exchange.Upstreams;

namespace Phusa.Exchange.Federation;

/// <summary>Peers as what stands behind the services that were taken over from them.</summary>
internal sealed class ForeignUpstreams(
    ForeignStore store, PeerStore peers, ServiceStore services, ServiceDocuments documents, PeerTokens tokens)
{
    /// <summary>Null for a service of our own.</summary>
    public async Task<ServiceUpstream?> FindAsync(Guid service, CancellationToken cancellation)
    {
        if (await store.FindAsync(service, cancellation) is not { } foreign
            || await peers.FindAsync(foreign.PeerId, cancellation) is not { } peer
            || await services.FindAsync(service, cancellation) is not { } known)
        {
            return null;
        }
        var described = await documents.ReadAsync(known.Service, cancellation);
        // One name a service: a peer's service that fails is left alone, its others go on.
        return new(
            new Upstream($"{peer.Instance}/{foreign.Entry.Key}", peer.At(foreign.Entry.CallPath)), [], described.Api, described.Wsdl,
            null, null, null)
        {
            Peer = new(peer, tokens, foreign.Entry.IsDataset),
        };
    }
}
