using Phusa.Kernel.Vietnamese;

namespace Phusa.Intake.Reading;

/// <summary>Opens a text file as UTF-8, whatever it is written in.</summary>
internal static class SourceText
{
    private const int SampleBytes = 1 << 20;

    /// <summary>
    /// UTF-8 comes as it is, so that its broken bytes cost only their rows; every other encoding is read into it.
    /// </summary>
    public static ByteWindow Open(SourceFile file)
    {
        var encoding = Encoding(file);
        var stream = new FileStream(file.Path, FileMode.Open, FileAccess.Read, FileShare.Read, 1);
        var window = new ByteWindow(encoding == LegacyEncoding.Utf8 ? stream : encoding.OpenUtf8(stream));
        if (window.Has(2) && window.Bytes.StartsWith("\uFEFF"u8))
        {
            window.Take(3);
        }
        return window;
    }

    /// <summary>The encoding that was chosen, else the one its first bytes look like.</summary>
    public static LegacyEncoding Encoding(SourceFile file)
    {
        if (file.Encoding is { } name)
        {
            return LegacyEncoding.Find(name)
                ?? throw new UnreadableSourceException("encoding.unknown", T.SourceEncodingUnknown(name));
        }
        return LegacyEncoding.Detect(Bytes(file.Path, 0)).Encoding;
    }

    /// <summary>Whether its mark says that it is UTF-16.</summary>
    public static bool IsUtf16(SourceFile file)
    {
        using var stream = new FileStream(file.Path, FileMode.Open, FileAccess.Read, FileShare.Read, 0);
        Span<byte> start = stackalloc byte[2];
        return stream.ReadAtLeast(start, 2, throwOnEndOfStream: false) == 2 && FileFormat.Utf16(start) is not null;
    }

    /// <summary>
    /// The encoding of a file whose bytes stop being UTF-8 at an offset. Long files may be plain ASCII for their
    /// first megabytes, so the bytes around that place are what tells.
    /// </summary>
    public static string EncodingAround(string path, long? brokenAt)
    {
        if (brokenAt is null or < SampleBytes)
        {
            return LegacyEncoding.Detect(Bytes(path, 0)).Name;
        }
        ReadOnlySpan<byte> sample = Bytes(path, brokenAt.Value - (SampleBytes / 2));
        while (sample.Length > 0 && (sample[0] & 0xC0) == 0x80)
        {
            // What comes before is sound UTF-8, whose character the sample must not begin inside of.
            sample = sample[1..];
        }
        return LegacyEncoding.Detect(sample).Name;
    }

    /// <summary>The beginning of the file as text; what is cut or broken becomes a replacement character.</summary>
    public static string Beginning(SourceFile file)
    {
        using var window = Open(file);
        while (window.Length < SampleBytes && window.More())
        {
            // More fills the window.
        }
        var text = System.Text.Encoding.UTF8.GetString(window.Bytes[..Math.Min(SampleBytes, window.Length)]);
        return window.Ended && !text.EndsWith('\n') ? text + "\n" : text;
    }

    private static byte[] Bytes(string path, long from)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 0);
        stream.Position = from;
        var sample = new byte[Math.Min(SampleBytes, stream.Length - from)];
        stream.ReadExactly(sample);
        return sample;
    }
}
