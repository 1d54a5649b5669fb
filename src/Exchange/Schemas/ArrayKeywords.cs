using System.Text.Json;
using Phusa.Kernel.Texts;

namespace Phusa.Exchange.Schemas;

/// <summary>Keywords for arrays.</summary>
internal static class ArrayKeywords
{
    /// <summary>For the items that <c>prefixItems</c> does not describe.</summary>
    public static SchemaRule? Items(KeywordPlace place)
    {
        var first = place.Sibling("prefixItems") is { ValueKind: JsonValueKind.Array } prefix ? prefix.GetArrayLength() : 0;
        var schema = place.Owner.Items = place.Itself();
        return (value, at) =>
        {
            foreach (var (item, number) in Each(value, first))
            {
                at.Into(number, schema, item);
            }
        };
    }

    public static SchemaRule? PrefixItems(KeywordPlace place)
    {
        if (place.Argument.ValueKind != JsonValueKind.Array)
        {
            return place.Refuse();
        }
        var schemas = place.Argument.EnumerateArray().Select((schema, number) => place.Below(number, schema)).ToArray();
        return (value, at) =>
        {
            foreach (var (item, number) in Each(value, 0).Take(schemas.Length))
            {
                at.Into(number, schemas[number], item);
            }
        };
    }

    public static SchemaRule? MinItems(KeywordPlace place) => Counted(
        place, "minItems", JsonValueKind.Array, (count, limit) => count >= limit, (count, limit) => T.SchemaMinItems(count, limit));

    public static SchemaRule? MaxItems(KeywordPlace place) => Counted(
        place, "maxItems", JsonValueKind.Array, (count, limit) => count <= limit, (count, limit) => T.SchemaMaxItems(count, limit));

    public static SchemaRule? UniqueItems(KeywordPlace place) =>
        place.Argument.ValueKind != JsonValueKind.True ? null : (value, at) =>
        {
            var seen = new Dictionary<JsonElement, int>(JsonEquality.Same);
            foreach (var (item, number) in Each(value, 0))
            {
                if (!seen.TryAdd(item, number))
                {
                    at.Fault("uniqueItems", T.SchemaUniqueItems(number, seen[item]));
                }
            }
        };

    /// <summary>Of items or properties.</summary>
    public static SchemaRule? Counted(
        KeywordPlace place, string keyword, JsonValueKind kind, Func<int, int, bool> fits, Func<int, int, Text> message) =>
        JsonNumber.Count(place.Argument) is not { } limit
            ? place.Refuse()
            : (value, at) =>
            {
                if (value.ValueKind != kind)
                {
                    return;
                }
                var count = kind == JsonValueKind.Array ? value.GetArrayLength() : value.GetPropertyCount();
                if (!fits(count, limit))
                {
                    at.Fault(keyword, message(count, limit));
                }
            };

    private static IEnumerable<(JsonElement Item, int Number)> Each(JsonElement value, int first) =>
        value.ValueKind == JsonValueKind.Array ? value.EnumerateArray().Select((item, number) => (item, number)).Skip(first) : [];
}
