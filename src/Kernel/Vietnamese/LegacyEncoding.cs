namespace Phusa.Kernel.Vietnamese;

/// <summary>
/// An encoding in which provincial files come: UTF-8, UTF-16, and those from before Unicode, TCVN3 (ABC), VNI and
/// Windows-1258. Whatever it is, it is read as UTF-8 in NFC.
/// </summary>
public sealed class LegacyEncoding
{
    private static readonly string Page1258 = TableReading.CodePage(1258);

    private readonly Func<ByteReading> reading;

    private LegacyEncoding(string name, byte[] mark, Func<ByteReading> reading) =>
        (Name, Mark, this.reading) = (name, mark, reading);

    public static LegacyEncoding Utf8 { get; } = new("UTF-8", [0xEF, 0xBB, 0xBF], () => new Utf8Reading());

    public static LegacyEncoding Utf16LittleEndian { get; } =
        new("UTF-16LE", [0xFF, 0xFE], () => new Utf16Reading(false));

    public static LegacyEncoding Utf16BigEndian { get; } =
        new("UTF-16BE", [0xFE, 0xFF], () => new Utf16Reading(true));

    public static LegacyEncoding Tcvn3 { get; } = new("TCVN3", [], () => new TableReading(Vietnamese.Tcvn3.Table));

    public static LegacyEncoding Vni { get; } = new("VNI", [], () => new VniReading());

    public static LegacyEncoding Windows1258 { get; } = new("Windows-1258", [], () => new TableReading(Page1258));

    public static IReadOnlyList<LegacyEncoding> All { get; } =
        [Utf8, Utf16LittleEndian, Utf16BigEndian, Tcvn3, Vni, Windows1258];

    public string Name { get; }

    /// <summary>The byte order mark, skipped when a stream begins with it.</summary>
    internal byte[] Mark { get; }

    public static LegacyEncoding? Find(string name) =>
        All.FirstOrDefault(encoding => encoding.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    /// <summary>
    /// Guesses from a file's first bytes; 64 KB are plenty. A sample may end inside a character. When the rest of the
    /// file proves the guess wrong, reading it throws <see cref="BrokenEncodingException"/>.
    /// </summary>
    public static DetectedEncoding Detect(ReadOnlySpan<byte> sample) => EncodingDetection.Detect(sample);

    /// <summary>
    /// The stream as UTF-8 in NFC, in bounded memory; disposing it disposes <paramref name="source"/>. Bytes that the
    /// encoding does not have throw <see cref="BrokenEncodingException"/> when they are reached.
    /// </summary>
    public Stream OpenUtf8(Stream source) => new ComposedUtf8Stream(source, reading(), Name, Mark);

    public override string ToString() => Name;

    internal ByteReading NewReading() => reading();
}

/// <summary>What a file seems to be written in.</summary>
/// <param name="Encoding">The likeliest.</param>
/// <param name="Confidence">From 0 to 1; below 0.5 a person should look before the file is taken.</param>
/// <param name="HasMark">It begins with a byte order mark.</param>
/// <param name="BrokenAt">Offset of the first byte the encoding does not have, within the sample.</param>
public sealed record DetectedEncoding(
    LegacyEncoding Encoding, double Confidence, bool HasMark = false, long? BrokenAt = null)
{
    public string Name => Encoding.Name;

    public Stream OpenUtf8(Stream source) => Encoding.OpenUtf8(source);
}
