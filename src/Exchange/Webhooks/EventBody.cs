using System.Text.Json;
using System.Text.Json.Nodes;
using Phusa.Kernel.Data;

namespace Phusa.Exchange.Webhooks;

/// <summary>The body of a delivery: <c>{type, timestamp, data}</c>, the same at every attempt.</summary>
internal static class EventBody
{
    private static readonly JsonSerializerOptions Indented = new(JsonStorage.Options) { WriteIndented = true };

    /// <param name="site">Under which members reach it, without a slash at its end.</param>
    public static string Of(WebhookEvent told, string? site) => Json(told, site).ToJsonString(JsonStorage.Options);

    /// <summary>The same with lines and indents, for people.</summary>
    public static string Spread(WebhookEvent told, string? site) => Json(told, site).ToJsonString(Indented);

    private static JsonObject Json(WebhookEvent told, string? site)
    {
        var data = JsonNode.Parse(told.Content)!.AsObject();
        data["link"] = site + told.Link;
        return new JsonObject
        {
            ["type"] = told.Type,
            ["timestamp"] = JsonStorage.Instant(told.At),
            ["data"] = data,
        };
    }
}
