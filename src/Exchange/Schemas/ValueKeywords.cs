using System.Text.Json;

namespace Phusa.Exchange.Schemas;

/// <summary>Keywords for values of any type.</summary>
internal static class ValueKeywords
{
    private const int Listed = 10;

    /// <summary>One type or several (3.1); with <c>nullable</c> (3.0) also null.</summary>
    public static SchemaRule? Type(KeywordPlace place)
    {
        var named = place.Argument.ValueKind == JsonValueKind.Array
            ? place.Argument.EnumerateArray().Select(Kind).ToList() : [Kind(place.Argument)];
        if (named.Count == 0 || named.Contains(null))
        {
            return place.Refuse();
        }
        var kinds = named.Aggregate(JsonKinds.None, (sum, one) => sum | one!.Value);
        if (place.Sibling("nullable") is { ValueKind: JsonValueKind.True })
        {
            kinds |= JsonKinds.Null;
        }
        place.Owner.AddKinds(_ => kinds);
        return (value, at) =>
        {
            if ((JsonKind.Of(value) & kinds) == 0)
            {
                at.Fault("type", T.SchemaType(JsonKind.Words(kinds), JsonKind.Words(JsonKind.Of(value))));
            }
        };
    }

    public static SchemaRule? Enum(KeywordPlace place)
    {
        if (place.Argument.ValueKind != JsonValueKind.Array)
        {
            return place.Refuse();
        }
        var values = place.Argument.EnumerateArray().ToHashSet(JsonEquality.Same);
        KindsOf(place, values);
        var named = string.Join(", ", values.Take(Listed).Select(value => value.GetRawText())) + (values.Count > Listed ? ", …" : "");
        return (value, at) =>
        {
            if (!values.Contains(value))
            {
                at.Fault("enum", T.SchemaEnum(named));
            }
        };
    }

    public static SchemaRule? Const(KeywordPlace place)
    {
        KindsOf(place, [place.Argument]);
        return (value, at) =>
        {
            if (!JsonElement.DeepEquals(value, place.Argument))
            {
                at.Fault("const", T.SchemaConst(place.Argument.GetRawText()));
            }
        };
    }

    /// <summary>Where no type is named, the values name it.</summary>
    private static void KindsOf(KeywordPlace place, IEnumerable<JsonElement> values)
    {
        if (place.Sibling("type") is null)
        {
            var kinds = values.Aggregate(JsonKinds.None, (sum, value) => sum | JsonKind.Of(value));
            place.Owner.AddKinds(_ => kinds);
        }
    }

    private static JsonKinds? Kind(JsonElement name) =>
        name.ValueKind == JsonValueKind.String ? JsonKind.Named(name.GetString()) : null;
}
