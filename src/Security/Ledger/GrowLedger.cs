using Phusa.Kernel.Data;
using Phusa.Security.Contracts;

namespace Phusa.Security.Ledger;

/// <summary>An entry on its way into the ledger.</summary>
internal sealed record Pending(
    LedgerEntry Entry, DateTimeOffset At, Utf8 Body, byte[] Leaf, TaskCompletionSource<LedgerReceipt> Done);

/// <summary>
/// Adds entries to the tree in one transaction and signs the new head. Other nodes may have added theirs in between; then the
/// tree's edge is read again. A head is kept once a minute while the tree grows.
/// </summary>
internal sealed class GrowLedger(LedgerStore store, LedgerKey key, string origin, TimeProvider clock)
{
    private static readonly TimeSpan Between = TimeSpan.FromMinutes(1);

    private LedgerTree? tree;
    private DateTimeOffset kept;

    public async Task<IReadOnlyList<LedgerReceipt>> RunAsync(IReadOnlyList<Pending> together, CancellationToken cancellation)
    {
        try
        {
            return await store.WriteAsync(session => AddAsync(session, together, cancellation), cancellation);
        }
        catch
        {
            // What stands on the disk now is not known here.
            tree = null;
            throw;
        }
    }

    private async Task<IReadOnlyList<LedgerReceipt>> AddAsync(
        Session session, IReadOnlyList<Pending> together, CancellationToken cancellation)
    {
        var size = await LedgerStore.LockAsync(session, cancellation);
        var grown = tree?.Size == size ? tree : await LedgerTree.LoadAsync(
            size, (level, position) => LedgerStore.TileAsync(session, level, position, cancellation));
        tree = grown;
        foreach (var pending in together)
        {
            grown.Append(pending.Leaf);
        }
        await LedgerStore.AddAsync(session, size, together, cancellation);
        await LedgerStore.GrowAsync(session, grown, cancellation);
        var note = key.Sign(origin, grown.Size, grown.Root());
        if (clock.GetUtcNow() is var now && now - kept >= Between)
        {
            await LedgerStore.KeepHeadAsync(session, grown.Size, now, note, cancellation);
            kept = now;
        }
        return [.. together.Select((pending, at) =>
            new LedgerReceipt(size + at, Convert.ToBase64String(pending.Leaf), grown.Size, note))];
    }
}
