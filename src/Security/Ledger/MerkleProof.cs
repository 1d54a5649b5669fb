namespace Phusa.Security.Ledger;

/// <summary>Makes and checks the proofs of RFC 6962 §2.1.1 and §2.1.2: hashes from the entry, or the older tree, upwards.</summary>
internal static class MerkleProof
{
    /// <summary>That entry <paramref name="index"/> stands in the tree of <paramref name="size"/> entries.</summary>
    /// <param name="root">The hash over the entries from the first to before the second number.</param>
    public static async Task<IReadOnlyList<byte[]>> InclusionAsync(long index, long size, Func<long, long, Task<byte[]>> root)
    {
        List<byte[]> path = [];
        for (var (from, to) = (0L, size); to - from > 1;)
        {
            var middle = from + Merkle.Split(to - from);
            if (index < middle)
            {
                path.Add(await root(middle, to));
                to = middle;
            }
            else
            {
                path.Add(await root(from, middle));
                from = middle;
            }
        }
        path.Reverse();
        return path;
    }

    /// <summary>That the tree of <paramref name="older"/> entries is the beginning of the one of <paramref name="newer"/>.</summary>
    public static async Task<IReadOnlyList<byte[]>> ConsistencyAsync(long older, long newer, Func<long, long, Task<byte[]>> root)
    {
        if (older == 0 || older == newer)
        {
            return [];
        }
        List<byte[]> path = [];
        var (from, to, whole) = (0L, newer, true);
        while (older != to)
        {
            var middle = from + Merkle.Split(to - from);
            if (older <= middle)
            {
                path.Add(await root(middle, to));
                to = middle;
            }
            else
            {
                path.Add(await root(from, middle));
                (from, whole) = (middle, false);
            }
        }
        if (!whole)
        {
            path.Add(await root(from, to));
        }
        path.Reverse();
        return path;
    }

    /// <summary>RFC 9162 §2.1.3.2.</summary>
    public static bool Includes(byte[] root, long size, long index, byte[] leaf, IReadOnlyList<byte[]> path)
    {
        if (index < 0 || index >= size)
        {
            return false;
        }
        var (at, last, hash) = (index, size - 1, leaf);
        foreach (var other in path)
        {
            if (last == 0 || other.Length != Merkle.Size)
            {
                return false;
            }
            if (at % 2 == 1 || at == last)
            {
                hash = Merkle.Node(other, hash);
                while (at % 2 == 0 && at != 0)
                {
                    (at, last) = (at >> 1, last >> 1);
                }
            }
            else
            {
                hash = Merkle.Node(hash, other);
            }
            (at, last) = (at >> 1, last >> 1);
        }
        return last == 0 && hash.AsSpan().SequenceEqual(root);
    }

    /// <summary>RFC 9162 §2.1.4.2.</summary>
    public static bool Continues(byte[] olderRoot, long older, byte[] newerRoot, long newer, IReadOnlyList<byte[]> path)
    {
        if (older > newer || older == 0 || older == newer)
        {
            return path.Count == 0 && (older == 0 || (older == newer && olderRoot.AsSpan().SequenceEqual(newerRoot)));
        }
        IReadOnlyList<byte[]> hashes = long.IsPow2(older) ? [olderRoot, .. path] : path;
        if (hashes.Count == 0 || hashes.Any(hash => hash.Length != Merkle.Size))
        {
            return false;
        }
        var (at, last) = (older - 1, newer - 1);
        while (at % 2 == 1)
        {
            (at, last) = (at >> 1, last >> 1);
        }
        var (first, second) = (hashes[0], hashes[0]);
        foreach (var other in hashes.Skip(1))
        {
            if (last == 0)
            {
                return false;
            }
            if (at % 2 == 1 || at == last)
            {
                (first, second) = (Merkle.Node(other, first), Merkle.Node(other, second));
                while (at % 2 == 0 && at != 0)
                {
                    (at, last) = (at >> 1, last >> 1);
                }
            }
            else
            {
                second = Merkle.Node(second, other);
            }
            (at, last) = (at >> 1, last >> 1);
        }
        return last == 0 && first.AsSpan().SequenceEqual(olderRoot) && second.AsSpan().SequenceEqual(newerRoot);
    }
}
