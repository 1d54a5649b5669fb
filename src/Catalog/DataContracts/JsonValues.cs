using System.Text.Json.Nodes;

namespace Phusa.Catalog.DataContracts;

/// <summary>Values of contracts as JSON.</summary>
internal static class JsonValues
{
    public static JsonNode? Of(object? limit) => limit switch
    {
        null => null,
        decimal number => JsonValue.Create(number),
        _ => JsonValue.Create(Limits.Write(limit)),
    };

    /// <summary>Null where there is nothing to list.</summary>
    public static JsonArray? Texts(IReadOnlyList<string> values) =>
        values.Count == 0 ? null : [.. values.Select(value => JsonValue.Create(value))];
}
