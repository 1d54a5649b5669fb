using System.Buffers;
using System.Text;
using System.Text.Unicode;

namespace Phusa.Intake.Reading;

/// <summary>
/// What the bytes of a text file are like, learned while they pass on their way into the lake. Costly steps of
/// reading (normalising, trimming) are taken only for files that can need them. May say yes too often, never too rarely.
/// </summary>
internal sealed class ByteTraits
{
    /// <summary>First byte of U+0300–U+036F in UTF-8: marks that belong to the letter before.</summary>
    private static readonly SearchValues<byte> CombiningLeads = SearchValues.Create([0xCC, 0xCD]);

    private readonly byte[] carry = new byte[4];
    private int carried;
    private byte last = (byte)'\n';

    public long Bytes { get; private set; }

    public long Newlines { get; private set; }

    /// <summary>Offset of the first byte that is not UTF-8; null when all are.</summary>
    public long? BrokenUtf8At { get; private set; }

    public bool HasCombiningMarks { get; private set; }

    /// <summary>A blank beside a delimiter, a quote or a line's end: a value may be padded.</summary>
    public bool HasEdgeSpaces { get; private set; }

    public bool HasQuotes { get; private set; }

    public bool HasNul { get; private set; }

    public bool HasCarriageReturns { get; private set; }

    public TextTraits Traits => new(
        Bytes, Newlines, BrokenUtf8At ?? (carried > 0 ? Bytes - carried : null), HasCombiningMarks, HasEdgeSpaces,
        HasQuotes, HasNul, HasCarriageReturns);

    public void Observe(ReadOnlySpan<byte> block)
    {
        if (block.IsEmpty)
        {
            return;
        }
        if (BrokenUtf8At is null)
        {
            ObserveUtf8(block);
        }
        Newlines += block.Count((byte)'\n');
        HasCombiningMarks = HasCombiningMarks || block.ContainsAny(CombiningLeads);
        HasQuotes = HasQuotes || block.Contains((byte)'"');
        HasNul = HasNul || block.Contains((byte)0);
        HasCarriageReturns = HasCarriageReturns || block.Contains((byte)'\r');
        HasEdgeSpaces = HasEdgeSpaces || EdgeSpaces.In(block, last);
        last = block[^1];
        Bytes += block.Length;
    }

    /// <summary>A character may be cut by the end of a block; its first bytes wait for the next one.</summary>
    private void ObserveUtf8(ReadOnlySpan<byte> block)
    {
        var start = 0;
        while (carried > 0 && start < block.Length && carried < 4)
        {
            carry[carried++] = block[start++];
            if (Rune.DecodeFromUtf8(carry.AsSpan(0, carried), out _, out _) == OperationStatus.Done)
            {
                carried = 0;
            }
        }
        var rest = block[start..];
        var cut = Incomplete(rest);
        if (carried is not 0 || !Utf8.IsValid(rest[..^cut]))
        {
            BrokenUtf8At = Bytes + start + (carried > 0 ? -carried : FirstInvalid(rest));
            return;
        }
        rest[^cut..].CopyTo(carry);
        carried = cut;
    }

    private static int Incomplete(ReadOnlySpan<byte> text)
    {
        for (var back = 1; back <= Math.Min(3, text.Length); back++)
        {
            if (text[^back] >= 0xC0)
            {
                return Rune.DecodeFromUtf8(text[^back..], out _, out _) == OperationStatus.NeedMoreData ? back : 0;
            }
        }
        return 0;
    }

    private static int FirstInvalid(ReadOnlySpan<byte> text)
    {
        var at = 0;
        while (at < text.Length && Rune.DecodeFromUtf8(text[at..], out _, out var used) == OperationStatus.Done)
        {
            at += used;
        }
        return at;
    }
}

/// <summary>What <see cref="ByteTraits"/> learned, kept with the load.</summary>
/// <param name="BrokenUtf8At">Offset of the first byte that is not UTF-8.</param>
internal sealed record TextTraits(
    long Bytes, long Newlines, long? BrokenUtf8At, bool HasCombiningMarks, bool HasEdgeSpaces, bool HasQuotes, bool HasNul,
    bool HasCarriageReturns)
{
    public bool IsPlainUtf8 => BrokenUtf8At is null && !HasNul;
}
