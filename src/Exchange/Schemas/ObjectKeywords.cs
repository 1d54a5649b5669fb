using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Phusa.Exchange.Schemas;

/// <summary>Keywords for objects.</summary>
internal static class ObjectKeywords
{
    public static SchemaRule? Properties(KeywordPlace place)
    {
        if (place.Argument.ValueKind != JsonValueKind.Object)
        {
            return place.Refuse();
        }
        var schemas = place.Argument.EnumerateObject()
            .ToDictionary(pair => pair.Name, pair => place.Below(pair.Name, pair.Value), StringComparer.Ordinal);
        var inOrder = schemas.Select(pair => (pair.Key, Utf8: Encoding.UTF8.GetBytes(pair.Key), Schema: pair.Value)).ToArray();
        return (value, at) =>
        {
            var next = 0;
            foreach (var pair in Each(value))
            {
                // Most systems write properties in the order in which they are described: then no name is made a string.
                if (next < inOrder.Length && pair.NameEquals(inOrder[next].Utf8))
                {
                    at.Into(inOrder[next].Key, inOrder[next].Schema, pair.Value);
                    next++;
                }
                else if (schemas.TryGetValue(pair.Name, out var schema))
                {
                    at.Into(pair.Name, schema, pair.Value);
                    next = Array.FindIndex(inOrder, one => one.Key == pair.Name) + 1;
                }
            }
        };
    }

    public static SchemaRule? PatternProperties(KeywordPlace place)
    {
        if (Patterns(place.Argument) is not { } patterns)
        {
            return place.Refuse();
        }
        var schemas = patterns.Zip(place.Argument.EnumerateObject(), (pattern, pair) => (pattern, Schema: place.Below(pair.Name, pair.Value)))
            .ToArray();
        return (value, at) =>
        {
            foreach (var pair in Each(value))
            {
                foreach (var (pattern, schema) in schemas)
                {
                    if (TextKeywords.IsMatch(pattern, pair.Name))
                    {
                        at.Into(pair.Name, schema, pair.Value);
                    }
                }
            }
        };
    }

    /// <summary>For the properties that neither <c>properties</c> nor <c>patternProperties</c> beside it describe.</summary>
    public static SchemaRule? AdditionalProperties(KeywordPlace place)
    {
        var names = place.Sibling("properties") is { ValueKind: JsonValueKind.Object } properties
            ? properties.EnumerateObject().Select(pair => pair.Name).ToHashSet(StringComparer.Ordinal) : [];
        var patterns = place.Sibling("patternProperties") is { } written ? Patterns(written) ?? [] : [];
        var schema = place.Argument.ValueKind == JsonValueKind.False ? null : place.Itself();
        return (value, at) =>
        {
            foreach (var pair in Each(value))
            {
                if (names.Contains(pair.Name) || Array.Exists(patterns, pattern => TextKeywords.IsMatch(pattern, pair.Name)))
                {
                    continue;
                }
                if (schema is null)
                {
                    at.Fault("additionalProperties", T.SchemaAdditional(pair.Name));
                }
                else
                {
                    at.Into(pair.Name, schema, pair.Value);
                }
            }
        };
    }

    public static SchemaRule? PropertyNames(KeywordPlace place)
    {
        var schema = place.Itself();
        return (value, at) =>
        {
            foreach (var pair in Each(value))
            {
                at.Into(pair.Name, schema, JsonSerializer.SerializeToElement(pair.Name));
            }
        };
    }

    /// <summary>A read-only property is not required of a request, a write-only one not of an answer (OpenAPI 3.0.3 §4.7.24).</summary>
    public static SchemaRule? Required(KeywordPlace place)
    {
        if (place.Argument.ValueKind != JsonValueKind.Array)
        {
            return place.Refuse();
        }
        var properties = place.Sibling("properties") ?? default;
        var pointer = place.SiblingPointer("properties");
        var needed = place.Argument.EnumerateArray().Where(name => name.ValueKind == JsonValueKind.String)
            .Select(name => name.GetString()!).Distinct(StringComparer.Ordinal)
            .Select(name => (Name: name, Schema: properties.ValueKind == JsonValueKind.Object && properties.TryGetProperty(name, out var one)
                ? place.Compiler.Compile(one, JsonPointer.Of(pointer, name)) : null))
            .ToArray();
        return (value, at) =>
        {
            if (value.ValueKind != JsonValueKind.Object)
            {
                return;
            }
            foreach (var (name, schema) in needed)
            {
                if (!value.TryGetProperty(name, out _) && !IsSpared(schema, at.Use))
                {
                    at.Fault("required", T.SchemaRequired(name));
                }
            }
        };
    }

    public static SchemaRule? MinProperties(KeywordPlace place) => ArrayKeywords.Counted(
        place, "minProperties", JsonValueKind.Object, (count, limit) => count >= limit,
        (count, limit) => T.SchemaMinProperties(count, limit));

    public static SchemaRule? MaxProperties(KeywordPlace place) => ArrayKeywords.Counted(
        place, "maxProperties", JsonValueKind.Object, (count, limit) => count <= limit,
        (count, limit) => T.SchemaMaxProperties(count, limit));

    public static SchemaRule? DependentRequired(KeywordPlace place)
    {
        if (place.Argument.ValueKind != JsonValueKind.Object
            || place.Argument.EnumerateObject().Any(pair => pair.Value.ValueKind != JsonValueKind.Array))
        {
            return place.Refuse();
        }
        var needed = place.Argument.EnumerateObject().SelectMany(pair => pair.Value.EnumerateArray()
            .Select(name => (Has: pair.Name, Needs: name.ToString()))).ToArray();
        return (value, at) =>
        {
            foreach (var (has, needs) in value.ValueKind == JsonValueKind.Object ? needed : [])
            {
                if (value.TryGetProperty(has, out _) && !value.TryGetProperty(needs, out _))
                {
                    at.Fault("dependentRequired", T.SchemaDependentRequired(has, needs));
                }
            }
        };
    }

    private static bool IsSpared(Schema? schema, SchemaUse use) => schema is not null && (use == SchemaUse.Request
        ? schema.IsReadOnly || schema.Followed().IsReadOnly : schema.IsWriteOnly || schema.Followed().IsWriteOnly);

    private static JsonElement.ObjectEnumerator Each(JsonElement value) =>
        value.ValueKind == JsonValueKind.Object ? value.EnumerateObject() : default;

    private static Regex[]? Patterns(JsonElement written)
    {
        if (written.ValueKind != JsonValueKind.Object)
        {
            return null;
        }
        var patterns = written.EnumerateObject().Select(pair => EcmaPattern.Of(pair.Name)).ToArray();
        var sound = patterns.OfType<Regex>().ToArray();
        return sound.Length == patterns.Length ? sound : null;
    }
}
