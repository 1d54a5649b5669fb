using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using Phusa.Kernel.Texts;

namespace Phusa.Intake.Reading;

/// <summary>The elements of a JSON file that are its rows, one at a time.</summary>
internal abstract class JsonElements : IDisposable
{
    /// <summary>Larger than any province's border, and no harm to memory.</summary>
    public const int LongestElementBytes = 64 << 20;

    private const int KeptOfBroken = 16_000;

    public static JsonElements Open(SourceFile file)
    {
        var window = SourceText.Open(file);
        return JsonLines.Are(file, window) ? new JsonLines(file, window) : new JsonDocumentRows(file, window);
    }

    /// <returns>Null after the last; the caller disposes each before the next.</returns>
    /// <exception cref="UnreadableSourceException">The document is wrong or cut, or has no rows.</exception>
    public abstract JsonRow? Next();

    public abstract void Dispose();

    protected static JsonRow Judged(long line, JsonDocument document)
    {
        var bytes = JsonMarshal.GetRawUtf8Value(document.RootElement);
        Text? broken = document.RootElement.ValueKind != JsonValueKind.Object ? T.SourceJsonNotObject
            : !Utf8.IsValid(bytes) || !IsReadable(document.RootElement) ? T.SourceJsonTextBroken
            : null;
        return new JsonRow(line, document, broken, broken is null ? "" : Shown(bytes));
    }

    protected static string Shown(ReadOnlySpan<byte> bytes) =>
        Encoding.UTF8.GetString(bytes[..Math.Min(bytes.Length, KeptOfBroken)]);

    /// <summary>An escape such as \ud800 alone is sound JSON and yet no text.</summary>
    private static bool IsReadable(JsonElement row)
    {
        if (JsonMarshal.GetRawUtf8Value(row).IndexOf("\\u"u8) < 0)
        {
            return true;
        }
        try
        {
            JsonFlattening.Each(row, (_, value) => JsonFlattening.Text(value));
            return true;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }
}

/// <summary>An element and where it stands.</summary>
internal sealed record JsonRow(long Line, JsonDocument? Document, Text? Broken, string Written) : IDisposable
{
    public JsonElement Value => Document!.RootElement;

    public void Dispose() => Document?.Dispose();
}
