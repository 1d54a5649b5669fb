using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Phusa.Intake.Reading;

/// <summary>Looks for a blank beside a delimiter, a quote or a line's end, 32 bytes at a time: one pass, no branches.</summary>
internal static class EdgeSpaces
{
    /// <param name="before">The byte before the block.</param>
    /// <remarks>Optimised at once: a file may be over before the runtime finds the loop worth it.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static bool In(ReadOnlySpan<byte> block, byte before)
    {
        if (Touch(before, block[0]))
        {
            return true;
        }
        var at = 0;
        if (Vector256.IsHardwareAccelerated)
        {
            for (; at + Vector256<byte>.Count < block.Length; at += Vector256<byte>.Count)
            {
                var here = Vector256.Create(block[at..]);
                var next = Vector256.Create(block[(at + 1)..]);
                var blanks = Vector256.Create((byte)' ');
                var touching = (Vector256.Equals(here, blanks) & Edges(next)) | (Edges(here) & Vector256.Equals(next, blanks));
                if (touching != Vector256<byte>.Zero)
                {
                    return true;
                }
            }
        }
        for (; at + 1 < block.Length; at++)
        {
            if (Touch(block[at], block[at + 1]))
            {
                return true;
            }
        }
        return block.IndexOf("\u00A0"u8) >= 0;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<byte> Edges(Vector256<byte> bytes) =>
        Vector256.Equals(bytes, Vector256.Create((byte)',')) | Vector256.Equals(bytes, Vector256.Create((byte)';'))
        | Vector256.Equals(bytes, Vector256.Create((byte)'|')) | Vector256.Equals(bytes, Vector256.Create((byte)'"'))
        | Vector256.Equals(bytes, Vector256.Create((byte)'\t')) | Vector256.Equals(bytes, Vector256.Create((byte)'\n'))
        | Vector256.Equals(bytes, Vector256.Create((byte)'\r'));

    private static bool Touch(byte left, byte right) => (left == ' ' && IsEdge(right)) || (IsEdge(left) && right == ' ');

    private static bool IsEdge(byte letter) => letter is (byte)',' or (byte)';' or (byte)'|' or (byte)'"' or (byte)'\t'
        or (byte)'\n' or (byte)'\r';
}
