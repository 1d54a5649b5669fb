using Microsoft.Extensions.Options;
using Phusa.Security.Contracts;

namespace Phusa.Security.Ledger;

/// <summary>A signed head as it is given out.</summary>
/// <param name="Root">Base64.</param>
/// <param name="Note">The signed note: what <paramref name="Origin"/>, <paramref name="Size"/> and root say, with signatures.</param>
internal sealed record HeadAnswer(string Origin, long Size, string Root, string Note);

/// <summary>That an entry is in the tree of a signed head.</summary>
/// <param name="Leaf">The entry's hash, base64.</param>
/// <param name="Path">Hashes upwards from the entry, base64.</param>
internal sealed record InclusionAnswer(long Seq, string Leaf, IReadOnlyList<string> Path, HeadAnswer Head);

/// <summary>That the older tree is the beginning of the newer one.</summary>
/// <param name="Path">Hashes, base64 (RFC 6962 §2.1.2).</param>
internal sealed record ConsistencyAnswer(HeadAnswer Older, HeadAnswer Newer, IReadOnlyList<string> Path);

/// <summary>Signs the head of the tree at any size it has had, and makes proofs.</summary>
internal sealed class LedgerHeads(LedgerStore store, LedgerKey key, IOptions<LedgerOptions> options)
{
    public async Task<HeadAnswer> CurrentAsync(CancellationToken cancellation) =>
        await AtAsync(await store.SizeAsync(cancellation), store.Tiles(cancellation));

    /// <summary>Null where the tree never had that size, or had not that entry then.</summary>
    /// <param name="size">Null takes the tree as it is now.</param>
    public async Task<InclusionAnswer?> InclusionAsync(long seq, long? size, CancellationToken cancellation)
    {
        var whole = await store.SizeAsync(cancellation);
        var at = size ?? whole;
        if (seq < 0 || seq >= at || at > whole)
        {
            return null;
        }
        var tiles = store.Tiles(cancellation);
        var leaf = await tiles.RootAsync(seq, seq + 1);
        var path = await MerkleProof.InclusionAsync(seq, at, tiles.RootAsync);
        return new(seq, Convert.ToBase64String(leaf), Text(path), await AtAsync(at, tiles));
    }

    /// <inheritdoc cref="InclusionAsync"/>
    public async Task<ConsistencyAnswer?> ConsistencyAsync(long older, long? newer, CancellationToken cancellation)
    {
        var whole = await store.SizeAsync(cancellation);
        var to = newer ?? whole;
        if (older < 0 || older > to || to > whole)
        {
            return null;
        }
        var tiles = store.Tiles(cancellation);
        var path = await MerkleProof.ConsistencyAsync(older, to, tiles.RootAsync);
        return new(await AtAsync(older, tiles), await AtAsync(to, tiles), Text(path));
    }

    private async Task<HeadAnswer> AtAsync(long size, LedgerTiles tiles)
    {
        var root = size == 0 ? Merkle.Empty : await tiles.RootAsync(0, size);
        var origin = options.Value.Origin;
        return new(origin, size, Convert.ToBase64String(root), key.Sign(origin, size, root));
    }

    private static string[] Text(IReadOnlyList<byte[]> path) => [.. path.Select(hash => Convert.ToBase64String(hash))];
}
