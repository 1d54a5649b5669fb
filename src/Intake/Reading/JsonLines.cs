using System.Text.Json;

namespace Phusa.Intake.Reading;

/// <summary>One JSON object a line: a line that is none costs only itself.</summary>
internal sealed class JsonLines(SourceFile file, ByteWindow window) : JsonElements
{
    private const int LookedAt = 1 << 20;

    private long line;

    /// <summary>Its name says so, or its first line is an object and there is more after it.</summary>
    public static bool Are(SourceFile file, ByteWindow window)
    {
        if (file.Name.EndsWith(".ndjson", StringComparison.OrdinalIgnoreCase)
            || file.Name.EndsWith(".jsonl", StringComparison.OrdinalIgnoreCase))
        {
            return true;
        }
        window.Has(LookedAt);
        var beginning = window.Bytes.TrimStart(" \t\r\n"u8);
        var end = beginning.IndexOf((byte)'\n');
        return end > 0 && beginning[0] == '{' && IsObject(beginning[..end])
            && !beginning[end..].TrimStart(" \t\r\n"u8).IsEmpty;
    }

    public override JsonRow? Next()
    {
        while (window.Has(0))
        {
            var length = LineLength();
            line++;
            var bytes = window.Bytes[..length].Trim(" \t\r\n"u8);
            var row = bytes.IsEmpty ? null : Row(bytes);
            window.Take(Math.Min(length + 1, window.Length));
            if (row is not null)
            {
                return row;
            }
        }
        return null;
    }

    public override void Dispose() => window.Dispose();

    private int LineLength()
    {
        var looked = 0;
        while (true)
        {
            var found = window.Bytes[looked..].IndexOf((byte)'\n');
            if (found >= 0)
            {
                return looked + found;
            }
            looked = window.Length;
            if (looked > LongestElementBytes)
            {
                throw new UnreadableSourceException(
                    "json.too-long", T.SourceJsonTooLong(file.Name, LongestElementBytes >> 20));
            }
            if (!window.More())
            {
                return looked;
            }
        }
    }

    private JsonRow Row(ReadOnlySpan<byte> bytes)
    {
        try
        {
            var reader = new Utf8JsonReader(bytes);
            var document = JsonDocument.ParseValue(ref reader);
            // Anything after the value is an error, which reading on raises.
            reader.Read();
            return Judged(line, document);
        }
        catch (JsonException wrong)
        {
            var position = (wrong.BytePositionInLine ?? 0) + 1;
            return new JsonRow(line, null, T.SourceJsonLineBroken(position), Shown(bytes));
        }
    }

    private static bool IsObject(ReadOnlySpan<byte> bytes)
    {
        try
        {
            var reader = new Utf8JsonReader(bytes);
            using var document = JsonDocument.ParseValue(ref reader);
            return !reader.Read();
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
