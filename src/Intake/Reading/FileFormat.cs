using System.Text;

namespace Phusa.Intake.Reading;

/// <summary>Tells a file's format from its first bytes; a name that ends in something else does not mislead it.</summary>
internal static class FileFormat
{
    /// <summary>Begins the compound files of Microsoft Office 97–2003.</summary>
    private static ReadOnlySpan<byte> CompoundFile => [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];

    /// <returns>As in <see cref="Understanding.Format"/>, or <c>zip</c>; null when it is nothing that can be read.</returns>
    public static string? Of(ReadOnlySpan<byte> sample, string name)
    {
        if (sample.StartsWith("PK\u0003\u0004"u8))
        {
            return sample.IndexOf("xl/"u8) >= 0 || name.EndsWith(".xlsx", StringComparison.OrdinalIgnoreCase) ? "xlsx" : "zip";
        }
        if (sample.StartsWith(CompoundFile))
        {
            return "xls";
        }
        if (sample.StartsWith("PAR1"u8))
        {
            return "parquet";
        }
        return IsText(sample) && !IsDocument(sample) ? OfText(sample, name) : null;
    }

    /// <summary>Printed pages and web pages are text, but no table; a web page is often saved as .xls.</summary>
    private static bool IsDocument(ReadOnlySpan<byte> sample)
    {
        var text = sample.TrimStart("\uFEFF \t\r\n"u8);
        return text.StartsWith("%PDF-"u8) || text.StartsWith("{\\rtf"u8) || text.StartsWith("<?xml"u8)
            || Begins(text, "<!doctype") || Begins(text, "<html") || Begins(text, "<table");
    }

    private static bool Begins(ReadOnlySpan<byte> text, string tag) =>
        text.Length >= tag.Length && Ascii.EqualsIgnoreCase(text[..tag.Length], tag);

    private static string OfText(ReadOnlySpan<byte> sample, string name)
    {
        var text = (Utf16(sample) is { } encoding ? Encoding.UTF8.GetBytes(encoding.GetString(sample)) : sample).TrimStart("\uFEFF \t\r\n"u8);
        if (text.StartsWith("["u8))
        {
            return "json";
        }
        if (!text.StartsWith("{"u8))
        {
            return "csv";
        }
        return text.IndexOf("\"FeatureCollection\""u8) >= 0 ? "geojson"
            : name.EndsWith(".json", StringComparison.OrdinalIgnoreCase) && text.IndexOf("}\n{"u8) < 0 ? "json" : "ndjson";
    }

    /// <summary>UTF-16 has zero bytes but begins with its mark; other text has none, and few control bytes.</summary>
    private static bool IsText(ReadOnlySpan<byte> sample)
    {
        if (Utf16(sample) is not null)
        {
            return true;
        }
        var control = 0;
        foreach (var letter in sample[..Math.Min(sample.Length, 65536)])
        {
            if (letter == 0)
            {
                return false;
            }
            control += letter < 32 && letter is not ((byte)'\t' or (byte)'\n' or (byte)'\r') ? 1 : 0;
        }
        return control * 50 < Math.Min(sample.Length, 65536);
    }

    /// <summary>UTF-16 as its mark says; null without one.</summary>
    public static Encoding? Utf16(ReadOnlySpan<byte> sample) =>
        sample.StartsWith(Encoding.Unicode.Preamble) ? Encoding.Unicode
        : sample.StartsWith(Encoding.BigEndianUnicode.Preamble) ? Encoding.BigEndianUnicode : null;
}
