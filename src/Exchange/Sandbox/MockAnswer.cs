using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Phusa.Exchange.OpenApi;
using Phusa.Exchange.Schemas;

namespace Phusa.Exchange.Sandbox;

/// <summary>An answer as a service would give it, made from its description alone.</summary>
/// <param name="ContentType">Null where there is no body.</param>
/// <param name="Fits">Whether it is as described; of some schemas no fitting value can be made up.</param>
internal sealed record MockAnswer(int Status, string? ContentType, byte[] Body, bool Fits)
{
    private const int Variants = 6;

    /// <param name="accepts">What the caller takes.</param>
    public static MockAnswer Of(ApiDocument document, OperationMatch match, string? accepts)
    {
        var operation = match.Operation;
        var (status, written) = Well(document, operation);
        var media = Chosen(written, accepts);
        if (media.Name is null)
        {
            return new(status, null, [], true);
        }
        var tries = Tries(document, media.Value);
        MockAnswer? made = null;
        foreach (var body in tries.Select(value => Bytes(media.Name, WithKeys(value, match))).Where(body => body is not null))
        {
            made = new(status, media.Name, body!, CallCheck.Answer(operation, status, media.Name, body).Count == 0);
            if (made.Fits)
            {
                return made;
            }
        }
        return made ?? new(status, media.Name, Encoding.UTF8.GetBytes(T.MockLabel.ToString()), false);
    }

    /// <summary>The lowest status of those that say it went well.</summary>
    private static (int Status, JsonElement Answer) Well(ApiDocument document, Operation operation)
    {
        var answers = OperationJson.Member(document.Root, OperationJson.Find(document.Root, operation), "responses");
        var named = answers.ValueKind != JsonValueKind.Object ? []
            : answers.EnumerateObject().Select(one => (one.Name, Value: AnswerSchemas.Follow(document.Root, one.Value))).ToArray();
        var well = named.Where(one => one.Name.StartsWith('2')).OrderBy(one => one.Name, StringComparer.Ordinal).ToArray();
        var found = well.Length > 0 ? well[0] : named.FirstOrDefault(one => one.Name == "default");
        return (int.TryParse(found.Name, NumberStyles.None, CultureInfo.InvariantCulture, out var status) ? status : 200, found.Value);
    }

    private static (string? Name, JsonElement Value) Chosen(JsonElement answer, string? accepts)
    {
        var all = answer.ValueKind == JsonValueKind.Object && answer.TryGetProperty("content", out var content)
            && content.ValueKind == JsonValueKind.Object
                ? content.EnumerateObject().Select(one => (Name: one.Name.Split(';')[0].Trim(), one.Value)).ToArray() : [];
        var asked = Array.Find(all, one => accepts?.Contains(one.Name, StringComparison.OrdinalIgnoreCase) is true);
        var found = asked.Name is not null ? asked : all.FirstOrDefault();
        return (found.Name?.Replace("*/*", "application/json", StringComparison.Ordinal).Replace("/*", "/plain", StringComparison.Ordinal), found.Value);
    }

    /// <summary>Examples of the answer, then values with the schema's examples, then made-up ones.</summary>
    private static IEnumerable<JsonNode?> Tries(ApiDocument document, JsonElement media)
    {
        if (media.TryGetProperty("example", out var example))
        {
            yield return JsonNode.Parse(example.GetRawText());
        }
        if (media.TryGetProperty("examples", out var several) && several.ValueKind == JsonValueKind.Object)
        {
            foreach (var one in several.EnumerateObject().Select(one => AnswerSchemas.Follow(document.Root, one.Value)))
            {
                if (one.ValueKind == JsonValueKind.Object && one.TryGetProperty("value", out var value))
                {
                    yield return JsonNode.Parse(value.GetRawText());
                }
            }
        }
        if (media.TryGetProperty("schema", out var schema))
        {
            foreach (var variant in Enumerable.Range(0, Variants * 2))
            {
                yield return new MockValue(document.Root, variant < Variants, variant % Variants).Of(schema, "answer");
            }
        }
    }

    /// <summary>Who asks for number 7 is answered number 7.</summary>
    private static JsonNode? WithKeys(JsonNode? value, OperationMatch match)
    {
        if (value is not JsonObject made)
        {
            return value;
        }
        foreach (var parameter in match.Operation.Parameters.Where(one => one.In == "path" && made.ContainsKey(one.Name)))
        {
            if (match.PathValues.TryGetValue(parameter.Name, out var asked) && parameter.Value([asked]) is { } key)
            {
                made[parameter.Name] = JsonNode.Parse(key.GetRawText());
            }
        }
        return made;
    }

    /// <summary>Null for a value that is no text, where the type is none of JSON.</summary>
    private static byte[]? Bytes(string type, JsonNode? value) => type.EndsWith("json", StringComparison.OrdinalIgnoreCase)
        ? Encoding.UTF8.GetBytes(value?.ToJsonString(OpenApiEndpoint.Readable) ?? "null")
        : value is JsonValue text && text.TryGetValue<string>(out var words) ? Encoding.UTF8.GetBytes(words) : null;
}
