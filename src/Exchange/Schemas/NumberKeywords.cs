using System.Text.Json;
using Phusa.Kernel.Texts;

namespace Phusa.Exchange.Schemas;

/// <summary>Keywords for numbers. In 3.0 a limit is made exclusive by a boolean beside it, in 3.1 it is a limit itself.</summary>
internal static class NumberKeywords
{
    public static SchemaRule? Minimum(KeywordPlace place) =>
        place.Sibling("exclusiveMinimum") is { ValueKind: JsonValueKind.True }
            ? Limit(place, "exclusiveMinimum", sign => sign > 0, limit => T.SchemaExclusiveMinimum(limit))
            : Limit(place, "minimum", sign => sign >= 0, limit => T.SchemaMinimum(limit));

    public static SchemaRule? Maximum(KeywordPlace place) =>
        place.Sibling("exclusiveMaximum") is { ValueKind: JsonValueKind.True }
            ? Limit(place, "exclusiveMaximum", sign => sign < 0, limit => T.SchemaExclusiveMaximum(limit))
            : Limit(place, "maximum", sign => sign <= 0, limit => T.SchemaMaximum(limit));

    public static SchemaRule? ExclusiveMinimum(KeywordPlace place) => IsFlag(place) ? null
        : Limit(place, "exclusiveMinimum", sign => sign > 0, limit => T.SchemaExclusiveMinimum(limit));

    public static SchemaRule? ExclusiveMaximum(KeywordPlace place) => IsFlag(place) ? null
        : Limit(place, "exclusiveMaximum", sign => sign < 0, limit => T.SchemaExclusiveMaximum(limit));

    public static SchemaRule? MultipleOf(KeywordPlace place)
    {
        var step = place.Argument;
        return step.ValueKind != JsonValueKind.Number || step.GetDouble() <= 0 ? place.Refuse() : (value, at) =>
        {
            if (value.ValueKind == JsonValueKind.Number && !JsonNumber.IsMultiple(value, step))
            {
                at.Fault("multipleOf", T.SchemaMultipleOf(step.GetRawText()));
            }
        };
    }

    private static SchemaRule? Limit(KeywordPlace place, string keyword, Func<int, bool> fits, Func<string, Text> message)
    {
        var limit = place.Argument;
        return limit.ValueKind != JsonValueKind.Number ? place.Refuse() : (value, at) =>
        {
            if (value.ValueKind == JsonValueKind.Number && !fits(JsonNumber.Compare(value, limit)))
            {
                at.Fault(keyword, message(limit.GetRawText()));
            }
        };
    }

    private static bool IsFlag(KeywordPlace place) => place.Argument.ValueKind is JsonValueKind.True or JsonValueKind.False;
}
