using System.Text.Json;
using System.Text.RegularExpressions;
using Phusa.Kernel.Texts;

namespace Phusa.Exchange.Schemas;

/// <summary>Keywords for texts, and formats, which numbers have too. Length counts characters, not UTF-16 units.</summary>
internal static class TextKeywords
{
    public static SchemaRule? MinLength(KeywordPlace place) =>
        Counted(place, (value, limit) => Length(value) >= limit, (limit, value) => T.SchemaMinLength(Length(value), limit));

    public static SchemaRule? MaxLength(KeywordPlace place) =>
        Counted(place, (value, limit) => Length(value) <= limit, (limit, value) => T.SchemaMaxLength(Length(value), limit));

    public static SchemaRule? Pattern(KeywordPlace place)
    {
        if (place.Argument.ValueKind != JsonValueKind.String || EcmaPattern.Of(place.Argument.GetString()!) is not { } pattern)
        {
            return place.Refuse();
        }
        return (value, at) =>
        {
            if (value.ValueKind == JsonValueKind.String && !IsMatch(pattern, value.GetString()!))
            {
                at.Fault("pattern", T.SchemaPattern(place.Argument.GetString()));
            }
        };
    }

    /// <summary>A format that is not known says nothing, as the standard has it.</summary>
    public static SchemaRule? Format(KeywordPlace place)
    {
        var name = place.Argument.ValueKind == JsonValueKind.String ? place.Argument.GetString()! : "";
        return Formats.Find(name) is not { } has ? null : (value, at) =>
        {
            if (!has(value))
            {
                at.Fault("format", T.SchemaFormat(name));
            }
        };
    }

    /// <summary>One that takes too long to be tried does not match.</summary>
    public static bool IsMatch(Regex pattern, string text)
    {
        try
        {
            return pattern.IsMatch(text);
        }
        catch (RegexMatchTimeoutException)
        {
            return false;
        }
    }

    private static SchemaRule? Counted(
        KeywordPlace place, Func<string, int, bool> fits, Func<int, string, Text> message)
    {
        if (JsonNumber.Count(place.Argument) is not { } limit)
        {
            return place.Refuse();
        }
        var keyword = place.Pointer[(place.Pointer.LastIndexOf('/') + 1)..];
        return (value, at) =>
        {
            if (value.ValueKind == JsonValueKind.String && value.GetString()! is var text && !fits(text, limit))
            {
                at.Fault(keyword, message(limit, text));
            }
        };
    }

    private static int Length(string text) => text.EnumerateRunes().Count();
}
