using System.Buffers;

namespace Phusa.Intake.Reading;

/// <summary>
/// What the bytes of a text file are like, learned while they pass on their way into the lake. Costly steps of
/// reading (normalising, trimming) are taken only for files that can need them. May say yes too often, never too rarely.
/// </summary>
internal sealed class ByteTraits
{
    /// <summary>First byte of U+0300–U+036F in UTF-8: marks that belong to the letter before.</summary>
    private static readonly SearchValues<byte> CombiningLeads = SearchValues.Create([0xCC, 0xCD]);

    /// <summary>Bytes that most files of data have none of: one pass finds that out.</summary>
    private static readonly SearchValues<byte> Rare = SearchValues.Create([0xCC, 0xCD, (byte)'"', 0, (byte)'\r']);

    private byte last = (byte)'\n';

    public long Bytes { get; private set; }

    public long Newlines { get; private set; }

    public bool HasCombiningMarks { get; private set; }

    /// <summary>A blank beside a delimiter, a quote or a line's end: a value may be padded.</summary>
    public bool HasEdgeSpaces { get; private set; }

    public bool HasQuotes { get; private set; }

    public bool HasNul { get; private set; }

    public bool HasCarriageReturns { get; private set; }

    public TextTraits Traits => new(
        Bytes, Newlines, HasCombiningMarks, HasEdgeSpaces, HasQuotes, HasNul, HasCarriageReturns);

    public void Observe(ReadOnlySpan<byte> block)
    {
        if (block.IsEmpty)
        {
            return;
        }
        Newlines += block.Count((byte)'\n');
        if (block.ContainsAny(Rare))
        {
            HasCombiningMarks = HasCombiningMarks || block.ContainsAny(CombiningLeads);
            HasQuotes = HasQuotes || block.Contains((byte)'"');
            HasNul = HasNul || block.Contains((byte)0);
            HasCarriageReturns = HasCarriageReturns || block.Contains((byte)'\r');
        }
        HasEdgeSpaces = HasEdgeSpaces || EdgeSpaces.In(block, last);
        last = block[^1];
        Bytes += block.Length;
    }
}

/// <summary>What <see cref="ByteTraits"/> learned, kept with the load.</summary>
internal sealed record TextTraits(
    long Bytes, long Newlines, bool HasCombiningMarks, bool HasEdgeSpaces, bool HasQuotes, bool HasNul, bool HasCarriageReturns);
