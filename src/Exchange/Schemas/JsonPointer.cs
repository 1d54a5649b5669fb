using System.Globalization;
using System.Text.Json;

namespace Phusa.Exchange.Schemas;

/// <summary>RFC 6901, as text and as the fragment of a reference within a document.</summary>
internal static class JsonPointer
{
    public static string Escape(string name) =>
        name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal);

    public static string Of(string pointer, string name) => pointer + "/" + Escape(name);

    public static string Of(string pointer, int item) => pointer + "/" + item.ToString(CultureInfo.InvariantCulture);

    /// <summary>The pointer of <c>#/components/…</c>; null when the reference leaves the document, or names an anchor.</summary>
    public static string? OfReference(string reference) =>
        reference == "#" ? "" : reference.StartsWith("#/", StringComparison.Ordinal) ? Uri.UnescapeDataString(reference[1..]) : null;

    public static JsonElement? Find(JsonElement root, string pointer)
    {
        var at = root;
        foreach (var step in pointer.Split('/').Skip(1))
        {
            var name = step.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal);
            switch (at.ValueKind)
            {
                case JsonValueKind.Object when at.TryGetProperty(name, out var value):
                    at = value;
                    break;
                case JsonValueKind.Array when int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var item)
                    && item < at.GetArrayLength():
                    at = at[item];
                    break;
                default:
                    return null;
            }
        }
        return at;
    }
}
