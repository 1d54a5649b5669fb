using System.Buffers;
using System.Text.Json;
using Phusa.Kernel.Data;
using Phusa.Security.Contracts;

namespace Phusa.Security.Ledger;

/// <summary>An entry as the JSON text whose bytes the tree covers: fixed order, no blanks, times in UTC.</summary>
internal static class LedgerBody
{
    private const int Usual = 1024;

    public static Utf8 Of(LedgerEntry entry, DateTimeOffset at)
    {
        var body = new ArrayBufferWriter<byte>(Usual);
        using (var json = new Utf8JsonWriter(body, new() { Encoder = JsonStorage.Options.Encoder }))
        {
            json.WriteStartObject();
            json.WriteString("kind", entry.Kind);
            json.WriteString("at", JsonStorage.Instant(at));
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
            Write(json, entry.Details);
            if (entry.Sealed.Count > 0)
            {
                json.WriteStartObject("sealed");
                // Salts of those without content stand in the entry's row in this order, also when the others are gone.
                foreach (var part in entry.Sealed.OrderBy(part => part.Content is not null))
                {
                    json.WriteBase64String(part.Name, part.Hash);
                }
                json.WriteEndObject();
            }
            json.WriteEndObject();
        }
        return new(body.WrittenMemory);
    }

    private static void Write(Utf8JsonWriter json, object details)
    {
        if (details is LedgerDetails write)
        {
            json.WriteStartObject();
            write(json);
            json.WriteEndObject();
        }
        else
        {
            JsonSerializer.Serialize(json, details, details.GetType(), JsonStorage.Options);
        }
    }

    private static void Write(Utf8JsonWriter json, string name, string? value)
    {
        if (value is not null)
        {
            json.WriteString(name, value);
        }
    }
}
