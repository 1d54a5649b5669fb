namespace Phusa.Security.Ledger;

/// <summary>Any node of the tree, computed from at most one tile.</summary>
/// <param name="read">The tile at a level and position.</param>
internal sealed class LedgerTiles(Func<int, long, Task<byte[]>> read)
{
    private readonly Dictionary<(int, long), byte[]> seen = [];

    /// <summary>The hash over the entries from <paramref name="from"/> to before <paramref name="to"/>, a subtree of some tree.</summary>
    public async Task<byte[]> RootAsync(long from, long to)
    {
        var count = to - from;
        if (long.IsPow2(count) && from % count == 0)
        {
            return await NodeAsync(System.Numerics.BitOperations.TrailingZeroCount(count), from / count);
        }
        var middle = from + Merkle.Split(count);
        var left = await RootAsync(from, middle);
        var right = await RootAsync(middle, to);
        return Merkle.Node(left, right);
    }

    private async Task<byte[]> NodeAsync(int height, long index)
    {
        var (level, above) = (height / 8, height % 8);
        var first = index << above;
        var tile = await TileAsync(level, first / LedgerTree.Width);
        var range = new CompactRange();
        for (var at = first % LedgerTree.Width; range.Size < 1L << above; at++)
        {
            range.Append(tile.AsSpan((int)at * Merkle.Size, Merkle.Size).ToArray());
        }
        return range.Root();
    }

    private async Task<byte[]> TileAsync(int level, long position)
    {
        if (!seen.TryGetValue((level, position), out var tile))
        {
            seen[(level, position)] = tile = await read(level, position);
        }
        return tile;
    }
}
