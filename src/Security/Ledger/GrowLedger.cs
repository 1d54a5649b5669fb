using Phusa.Kernel.Data;
using Phusa.Security.Contracts;

namespace Phusa.Security.Ledger;

/// <summary>An entry with its text and its hash.</summary>
internal sealed record WrittenEntry(LedgerEntry Entry, DateTimeOffset At, Utf8 Body, byte[] Leaf);

/// <summary>
/// Adds entries to the tree in one transaction. Other nodes may have added theirs in between; then the tree's edge is read again.
/// A signed head is kept once a minute while the tree grows; anyone may ask for one at any size.
/// </summary>
internal sealed class GrowLedger(LedgerStore store, LedgerKey key, string origin, TimeProvider clock)
{
    private static readonly TimeSpan Between = TimeSpan.FromMinutes(1);

    private LedgerTree? tree;
    private DateTimeOffset kept;

    /// <returns>The number of the first of them.</returns>
    public async Task<long> RunAsync(WrittenEntry[] together, CancellationToken cancellation)
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

    private async Task<long> AddAsync(Session session, WrittenEntry[] together, CancellationToken cancellation)
    {
        var size = await LedgerStore.LockAsync(session, cancellation);
        var grown = tree?.Size == size ? tree : await LedgerTree.LoadAsync(
            size, (level, position) => LedgerStore.TileAsync(session, level, position, cancellation));
        tree = grown;
        foreach (var entry in together)
        {
            grown.Append(entry.Leaf);
        }
        await LedgerStore.AddAsync(session, new(size, together), cancellation);
        await LedgerStore.GrowAsync(session, grown, cancellation);
        if (clock.GetUtcNow() is var now && now - kept >= Between)
        {
            await LedgerStore.KeepHeadAsync(session, grown.Size, now, key.Sign(origin, grown.Size, grown.Root()), cancellation);
            kept = now;
        }
        return size;
    }
}
