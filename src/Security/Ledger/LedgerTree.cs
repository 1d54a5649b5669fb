namespace Phusa.Security.Ledger;

/// <summary>
/// The growing edge of the ledger's tree: the tiles that are not full yet, one at each level. A tile holds up to 256
/// hashes of complete subtrees of 256^level entries; a full one never changes again (as in C2SP tlog-tiles).
/// </summary>
internal sealed class LedgerTree
{
    /// <summary>Hashes of a tile, and the factor from one level to the next.</summary>
    public const int Width = 256;

    private readonly List<Edge> edges = [];
    /// <summary>The room of each tile that changed; of the last one of a level only the first part is filled.</summary>
    private readonly Dictionary<(int Level, long Position), byte[]> written = [];

    public long Size { get; private set; }

    /// <param name="read">The tile at a level and position; only called for tiles that the size implies.</param>
    public static async Task<LedgerTree> LoadAsync(long size, Func<int, long, Task<byte[]>> read)
    {
        var tree = new LedgerTree { Size = size };
        for (var level = 0; size >> (8 * level) > 0; level++)
        {
            var edge = tree.EdgeOf(level);
            edge.Position = size >> (8 * (level + 1));
            var width = (int)((size >> (8 * level)) % Width);
            var tile = width == 0 ? [] : await read(level, edge.Position);
            for (var at = 0; at < width; at++)
            {
                edge.Add(tile.AsSpan(at * Merkle.Size, Merkle.Size).ToArray());
            }
        }
        return tree;
    }

    public void Append(byte[] leaf)
    {
        Size++;
        var hash = leaf;
        for (var level = 0; EdgeOf(level) is var edge; level++)
        {
            edge.Add(hash);
            written[(level, edge.Position)] = edge.Room;
            if (edge.Count < Width)
            {
                return;
            }
            hash = edge.Turn();
        }
    }

    public byte[] Root() => CompactRange.Fold(edges.AsEnumerable().Reverse().SelectMany(edge => edge.Subtrees));

    /// <summary>Tiles changed since the last call, whole.</summary>
    public IReadOnlyList<(int Level, long Position, byte[] Hashes)> TakeWritten()
    {
        List<(int, long, byte[])> taken = [.. written.Select(tile => (tile.Key.Level, tile.Key.Position,
            tile.Value[..(edges[tile.Key.Level] is var edge && edge.Position == tile.Key.Position ? edge.Filled : tile.Value.Length)]))];
        written.Clear();
        return taken;
    }

    private Edge EdgeOf(int level)
    {
        if (level == edges.Count)
        {
            edges.Add(new Edge());
        }
        return edges[level];
    }

    private sealed class Edge
    {
        private readonly CompactRange range = new();
        public long Position { get; set; }

        public int Count => (int)range.Size;

        public IEnumerable<byte[]> Subtrees => range.Subtrees;

        public byte[] Room { get; private set; } = new byte[Width * Merkle.Size];

        public int Filled => Count * Merkle.Size;

        public void Add(byte[] hash)
        {
            hash.CopyTo(Room, Filled);
            range.Append(hash);
        }

        /// <summary>Begins the next tile; returns the root of the full one.</summary>
        public byte[] Turn()
        {
            var root = range.Root();
            range.Clear();
            Room = new byte[Width * Merkle.Size];
            Position++;
            return root;
        }
    }
}
