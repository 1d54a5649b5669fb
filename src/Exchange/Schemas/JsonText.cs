using System.Text.Json;

namespace Phusa.Exchange.Schemas;

/// <summary>
/// JSON from outside: bounded in depth, and no name twice in an object, of which two readers would take two values
/// (RFC 8259 §4).
/// </summary>
internal static class JsonText
{
    public const int Deepest = 64;

    /// <summary>Null for what is no such JSON.</summary>
    public static JsonElement? Read(ReadOnlyMemory<byte> utf8, int deepest = Deepest)
    {
        using var document = Open(utf8, deepest);
        return document?.RootElement.Clone();
    }

    /// <summary>The same over the bytes themselves, which stay as they are until it is disposed.</summary>
    public static JsonDocument? Open(ReadOnlyMemory<byte> utf8, int deepest = Deepest)
    {
        try
        {
            return JsonDocument.Parse(utf8, new() { MaxDepth = deepest, AllowDuplicateProperties = false });
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
