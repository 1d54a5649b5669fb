using System.Buffers;
using System.Security.Cryptography;

namespace Phusa.Security.Ledger;

/// <summary>The two hashes of a Merkle tree, told apart by their first byte (RFC 6962 §2.1).</summary>
internal static class Merkle
{
    /// <summary>Bytes of a hash.</summary>
    public const int Size = SHA256.HashSizeInBytes;

    /// <summary>The root of a tree without entries.</summary>
    public static byte[] Empty => SHA256.HashData([]);

    /// <param name="entry">An entry's body in UTF-8, byte for byte.</param>
    public static byte[] Leaf(ReadOnlySpan<byte> entry)
    {
        // Hashed in one piece: a hash that is begun and added to costs more than the copy.
        var room = ArrayPool<byte>.Shared.Rent(1 + entry.Length);
        room[0] = 0;
        entry.CopyTo(room.AsSpan(1));
        var leaf = SHA256.HashData(room.AsSpan(0, 1 + entry.Length));
        ArrayPool<byte>.Shared.Return(room);
        return leaf;
    }

    public static byte[] Node(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right)
    {
        Span<byte> both = stackalloc byte[1 + (2 * Size)];
        both[0] = 1;
        left.CopyTo(both[1..]);
        right.CopyTo(both[(1 + Size)..]);
        return SHA256.HashData(both);
    }

    /// <summary>The greatest power of two below <paramref name="size"/>, where the tree splits.</summary>
    public static long Split(long size) => 1L << (63 - System.Numerics.BitOperations.LeadingZeroCount((ulong)(size - 1)));
}
