using Phusa.Exchange.Events;
using Phusa.Kernel.Outcomes;
using Phusa.Security.Contracts;

namespace Phusa.Exchange.Federation;

/// <summary>The data office has a dataset kept as a peer's is, has one taken anew, or ends that.</summary>
internal sealed class KeepCopy(
    CopyStore store, PeerStore peers, PeerCatalogues catalogues, CopyTarget target, TimeProvider clock)
{
    public async Task<Outcome<Copy>> AddAsync(Caller by, Guid peerId, CopyOrder order, CancellationToken cancellation)
    {
        if (await peers.FindAsync(peerId, cancellation) is not { } peer)
        {
            return RegisterPeer.Missing(peerId);
        }
        var catalogue = (await catalogues.FindAsync(peerId, cancellation)).Catalogue;
        if (catalogue?.Services.FirstOrDefault(one => one.Key == order.Service?.Trim() && one.IsDataset) is not { } entry)
        {
            return new Refusal(new Problem("service", "foreign.not-offered", T.ForeignNotOffered(peer.Name)));
        }
        var opened = await target.OpenAsync(order.Dataset?.Trim() ?? "", cancellation);
        if (opened.Value is not { } open)
        {
            return new Refusal(opened.Problems);
        }
        if (CopyTarget.Differences(open.Contract, entry) is { Count: > 0 } differences)
        {
            return CopyProblems.Differs(differences);
        }
        var now = clock.GetUtcNow();
        var copy = new Copy(
            Guid.CreateVersion7(now), peerId, entry.Key, open.Dataset.Name, null, null, null, null, CopyState.New, null, false, null, null,
            null, 0, now);
        return await store.AddAsync(copy, by.Name, Done(by, ExchangeAction.CopyAdded, copy), cancellation)
            ? copy : new Refusal(new Problem("dataset", "copy.taken-already", T.CopyTakenAlready(open.Dataset.Name)));
    }

    /// <summary>Soon, and not in its turn.</summary>
    /// <param name="anew">Whole, in the place of whatever is there: what others changed in it is lost from the next version on.</param>
    public async Task<Outcome<Copy>> HurryAsync(Caller by, Guid id, bool anew, CancellationToken cancellation)
    {
        if (await store.FindAsync(id, cancellation) is not { } copy)
        {
            return CopyProblems.Missing(id);
        }
        var done = anew ? Done(by, ExchangeAction.CopyRenewed, copy) : null;
        return await store.HurryAsync(id, anew, done, clock.GetUtcNow(), cancellation)
            ? copy : new Refusal(new Problem("", "copy.running", T.CopyRunning));
    }

    public async Task<Outcome<Copy>> RemoveAsync(Caller by, Guid id, CancellationToken cancellation)
    {
        if (await store.FindAsync(id, cancellation) is not { } copy)
        {
            return CopyProblems.Missing(id);
        }
        await store.RemoveAsync(id, Done(by, ExchangeAction.CopyRemoved, copy), cancellation);
        return copy;
    }

    private ExchangeEvent Done(Caller by, ExchangeAction action, Copy copy) => ExchangeEvent.By(
        by, clock.GetUtcNow(), action, copy.PeerId, detail: $"{copy.Dataset} {copy.Service}");
}
