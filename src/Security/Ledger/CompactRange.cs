namespace Phusa.Security.Ledger;

/// <summary>
/// A tree of hashes reduced to its complete subtrees, largest first: enough to append to it and to name its root. Its
/// memory grows with the logarithm of its size.
/// </summary>
internal sealed class CompactRange
{
    private readonly List<(int Height, byte[] Hash)> subtrees = [];

    public long Size { get; private set; }

    /// <summary>The subtrees from the left, for a larger tree whose left edge this is not.</summary>
    public IEnumerable<byte[]> Subtrees => subtrees.Select(subtree => subtree.Hash);

    public void Append(byte[] hash)
    {
        var height = 0;
        while (subtrees.Count > 0 && subtrees[^1].Height == height)
        {
            hash = Merkle.Node(subtrees[^1].Hash, hash);
            subtrees.RemoveAt(subtrees.Count - 1);
            height++;
        }
        subtrees.Add((height, hash));
        Size++;
    }

    public byte[] Root() => Fold(Subtrees);

    /// <summary>The root over subtrees from the left; each is larger than the next.</summary>
    public static byte[] Fold(IEnumerable<byte[]> subtrees) =>
        subtrees.Reverse().Aggregate((byte[]?)null, (right, left) => right is null ? left : Merkle.Node(left, right))
            ?? Merkle.Empty;

    public void Clear()
    {
        subtrees.Clear();
        Size = 0;
    }
}
