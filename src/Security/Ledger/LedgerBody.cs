using System.Globalization;
using System.Text;
using System.Text.Json;
using Phusa.Kernel.Data;
using Phusa.Security.Contracts;

namespace Phusa.Security.Ledger;

/// <summary>An entry as the JSON text whose bytes the tree covers: fixed order, no blanks, times in UTC.</summary>
internal static class LedgerBody
{
    public static string Of(LedgerEntry entry, DateTimeOffset at)
    {
        using var body = new MemoryStream();
        using (var json = new Utf8JsonWriter(body, new() { Encoder = JsonStorage.Options.Encoder }))
        {
            json.WriteStartObject();
            json.WriteString("kind", entry.Kind);
            json.WriteString("at", at.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.ffffffZ", CultureInfo.InvariantCulture));
            Write(json, "actor", entry.Actor);
            Write(json, "object", entry.Object);
            if (entry.Subjects.Count > 0)
            {
                json.WriteStartArray("subjects");
                foreach (var subject in entry.Subjects)
                {
                    json.WriteStringValue(subject);
                }
                json.WriteEndArray();
            }
            json.WritePropertyName("details");
            JsonSerializer.Serialize(json, entry.Details, entry.Details.GetType(), JsonStorage.Options);
            if (entry.Sealed.Count > 0)
            {
                json.WriteStartObject("sealed");
                foreach (var part in entry.Sealed)
                {
                    json.WriteBase64String(part.Name, part.Hash);
                }
                json.WriteEndObject();
            }
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(body.GetBuffer(), 0, (int)body.Length);
    }

    private static void Write(Utf8JsonWriter json, string name, string? value)
    {
        if (value is not null)
        {
            json.WriteString(name, value);
        }
    }
}
