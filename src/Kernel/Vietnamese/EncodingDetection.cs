namespace Phusa.Kernel.Vietnamese;

/// <summary>
/// Marks and zero bytes settle Unicode; among the older encodings the one wins under which most words with
/// letters beyond ASCII are Vietnamese syllables.
/// </summary>
internal static class EncodingDetection
{
    public static DetectedEncoding Detect(ReadOnlySpan<byte> sample)
    {
        foreach (var encoding in LegacyEncoding.All.Where(encoding => encoding.Mark.Length > 0))
        {
            if (sample.StartsWith(encoding.Mark))
            {
                var (_, broken) = Count(encoding, sample[encoding.Mark.Length..]);
                return new(encoding, 1, true, broken + encoding.Mark.Length);
            }
        }
        return Utf16(sample) ?? EightBit(sample);
    }

    /// <summary>Without a mark: Vietnamese text has a zero in most pairs of bytes, always on the same side.</summary>
    private static DetectedEncoding? Utf16(ReadOnlySpan<byte> sample)
    {
        var zeros = new int[2];
        for (var at = 0; at < sample.Length; at++)
        {
            zeros[at & 1] += sample[at] == 0 ? 1 : 0;
        }
        var (more, fewer) = (Math.Max(zeros[0], zeros[1]), Math.Min(zeros[0], zeros[1]));
        if (sample.Length < 2 || more * 4 < sample.Length / 2 || fewer * 10 > more)
        {
            return null;
        }
        var encoding = zeros[0] > zeros[1] ? LegacyEncoding.Utf16BigEndian : LegacyEncoding.Utf16LittleEndian;
        return new(encoding, 0.9, false, Count(encoding, sample).Broken);
    }

    private static DetectedEncoding EightBit(ReadOnlySpan<byte> sample)
    {
        var (beyond, broken) = Count(LegacyEncoding.Utf8, sample);
        if (broken is null)
        {
            return new(LegacyEncoding.Utf8, beyond == 0 ? 1 : 0.99);
        }
        DetectedEncoding? best = null;
        foreach (var encoding in new[] { LegacyEncoding.Tcvn3, LegacyEncoding.Vni, LegacyEncoding.Windows1258 })
        {
            var score = SyllableScore.Of(Read(encoding, sample));
            best = best is null || score > best.Confidence ? new(encoding, score) : best;
        }
        // A file of good UTF-8 with a few bad bytes is broken UTF-8, not another encoding.
        var share = SyllableScore.Of(Read(LegacyEncoding.Utf8, sample[..(int)broken.Value]));
        return beyond > 0 && share >= best!.Confidence ? new(LegacyEncoding.Utf8, share, false, broken) : best!;
    }

    /// <summary>Characters beyond ASCII before the first broken byte, and where that is.</summary>
    private static (int Beyond, long? Broken) Count(LegacyEncoding encoding, ReadOnlySpan<byte> bytes)
    {
        var characters = new char[bytes.Length * ByteReading.CharactersPerByte];
        var (read, written, broken) = encoding.NewReading().Read(bytes, characters, false);
        var beyond = 0;
        foreach (var character in characters.AsSpan(0, written))
        {
            beyond += character >= 0x80 ? 1 : 0;
        }
        return (beyond, broken ? read : null);
    }

    private static string Read(LegacyEncoding encoding, ReadOnlySpan<byte> bytes)
    {
        var characters = new char[bytes.Length * ByteReading.CharactersPerByte];
        var (_, written, _) = encoding.NewReading().Read(bytes, characters, false);
        return Normal.Composed(new string(characters, 0, written));
    }
}
