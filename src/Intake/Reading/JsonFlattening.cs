using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Phusa.Intake.Reading;

/// <summary>An object as columns: nested objects by dotted names, arrays and geometries as JSON.</summary>
internal static class JsonFlattening
{
    private static readonly JsonSerializerOptions Plain =
        new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static void Each(JsonElement row, Action<string, JsonElement> take)
    {
        if (!IsFeature(row))
        {
            Each("", row, take);
            return;
        }
        // RFC 7946: a feature's values are its properties; what stands beside them yields to a property so named.
        if (row.TryGetProperty("id", out var id))
        {
            take("id", id);
        }
        var named = row.TryGetProperty("properties", out var properties) && properties.ValueKind == JsonValueKind.Object;
        if (named)
        {
            Each("", properties, take);
        }
        if (row.TryGetProperty("geometry", out var geometry) && !(named && properties.TryGetProperty("geometry", out _)))
        {
            take("geometry", geometry);
        }
    }

    /// <summary>A value as text; numbers keep their digits, without exponent where a decimal holds them.</summary>
    public static string? Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null or JsonValueKind.Undefined => null,
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Number => Number(value),
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        _ => JsonSerializer.Serialize(value, Plain),
    };

    private static void Each(string prefix, JsonElement row, Action<string, JsonElement> take)
    {
        foreach (var property in row.EnumerateObject())
        {
            if (property.Value.ValueKind == JsonValueKind.Object)
            {
                Each(prefix + property.Name + ".", property.Value, take);
            }
            else
            {
                take(prefix + property.Name, property.Value);
            }
        }
    }

    private static bool IsFeature(JsonElement row) =>
        row.TryGetProperty("type", out var type) && type.ValueKind == JsonValueKind.String
        && type.ValueEquals("Feature"u8) && row.TryGetProperty("geometry", out _);

    private static string Number(JsonElement value)
    {
        var digits = value.GetRawText();
        return digits.AsSpan().ContainsAny('e', 'E') && value.TryGetDecimal(out var number)
            && (number != 0 || value.GetDouble() == 0)
            ? number.ToString(CultureInfo.InvariantCulture)
            : digits;
    }
}
