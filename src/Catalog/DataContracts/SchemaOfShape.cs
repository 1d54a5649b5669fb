using System.Text.Json.Nodes;

namespace Phusa.Catalog.DataContracts;

/// <summary>Turns shapes into JSON Schema. Shapes with a name become definitions.</summary>
internal sealed class SchemaOfShape
{
    private readonly JsonObject definitions = [];

    public JsonObject Root(Shape shape)
    {
        var root = new JsonObject { ["$schema"] = "https://json-schema.org/draft/2020-12/schema" };
        foreach (var (key, value) in Of(shape).ToList())
        {
            root[key] = value?.DeepClone();
        }
        root["$defs"] = definitions;
        return root;
    }

    private JsonObject Of(Shape shape) => shape switch
    {
        ScalarShape scalar => Scalar(scalar),
        ListShape list => new() { ["type"] = "array", ["items"] = Of(list.Item) },
        MapShape map => Map(map),
        DictionaryShape dictionary => new() { ["type"] = "object", ["additionalProperties"] = Of(dictionary.Value) },
        EitherShape either => new() { ["anyOf"] = Array(either.Alternatives.Select(Of)) },
        VariantShape variant => Variant(variant),
        NamedShape named => Named(named),
        CustomPropertiesShape custom => new() { ["type"] = "array", ["items"] = Custom(custom.Level) },
        _ => [],
    };

    private static JsonObject Scalar(ScalarShape shape)
    {
        var schema = new JsonObject
        {
            ["type"] = shape.Kind switch
            {
                ScalarKind.Integer => "integer",
                ScalarKind.Number => "number",
                ScalarKind.Boolean => "boolean",
                _ => new JsonArray("string", "number"),
            },
        };
        if (shape.Words.Count > 0)
        {
            schema["type"] = "string";
            schema["enum"] = Array(shape.Words.Select(word => JsonValue.Create(word)));
        }
        if (shape.Minimum is { } minimum)
        {
            schema["minimum"] = minimum;
        }
        if (shape.Maximum is { } maximum)
        {
            schema["maximum"] = maximum;
        }
        return schema;
    }

    private JsonObject Map(MapShape shape)
    {
        var properties = new JsonObject();
        var conditions = new JsonArray();
        foreach (var key in shape.Keys)
        {
            properties[key.Name] = key.Shape is DependentShape ? [] : Of(key.Shape);
            if (key.Shape is DependentShape dependent)
            {
                foreach (var (word, then) in dependent.Cases)
                {
                    var chosen = new JsonObject { ["properties"] = Single(key.Name, Of(then)) };
                    conditions.Add(When(dependent.Sibling, word, chosen));
                }
            }
        }
        var schema = new JsonObject
        {
            ["type"] = "object", ["properties"] = properties, ["additionalProperties"] = shape.Open,
        };
        if (shape.Keys.Any(key => key.Required))
        {
            schema["required"] = Array(shape.Keys.Where(key => key.Required).Select(key => JsonValue.Create(key.Name)));
        }
        if (conditions.Count > 0)
        {
            schema["allOf"] = conditions;
        }
        return schema;
    }

    private JsonObject Variant(VariantShape shape)
    {
        var schema = Of(shape.Otherwise);
        schema["allOf"] = Array(shape.Cases.Select(pair => When(shape.Selector, pair.Key, Of(pair.Value))));
        return schema;
    }

    private JsonObject Named(NamedShape shape)
    {
        if (!definitions.ContainsKey(shape.Name))
        {
            definitions[shape.Name] = new JsonObject();
            definitions[shape.Name] = Of(shape.Shape());
        }
        return new() { ["$ref"] = $"#/$defs/{shape.Name}" };
    }

    /// <summary>One item: any property of others, or one of ours with its own shape of value.</summary>
    private JsonObject Custom(PropertyLevel level)
    {
        var name = "customProperty" + level;
        var reference = Named(new(name, () => new MapShape(new("id", Shape.Text), new("property", Shape.Text, true),
            new("value", new DependentShape("property", PhusaProperties.At(level).ToDictionary(
                one => PhusaProperties.Prefix + one.Name, one => one.Shape), Shape.Anything), true),
            new("description", Shape.Text))));
        Describe(name, level);
        return reference;
    }

    /// <summary>Lets an editor complete our names with what each is for.</summary>
    private void Describe(string name, PropertyLevel level)
    {
        var ours = PhusaProperties.At(level).Select(one => (JsonNode)new JsonObject
        {
            ["const"] = PhusaProperties.Prefix + one.Name,
            ["description"] = $"{one.Description.Vi}\n{one.Description.En}",
        });
        var others = new JsonObject { ["type"] = "string", ["not"] = new JsonObject { ["pattern"] = @"^phusa\." } };
        definitions[name]!["properties"]!["property"] = new JsonObject { ["anyOf"] = Array(ours.Append(others)) };
    }

    private static JsonObject When(string key, string word, JsonObject then) => new()
    {
        ["if"] = new JsonObject
        {
            ["properties"] = Single(key, new() { ["const"] = word }), ["required"] = new JsonArray(key),
        },
        ["then"] = then,
    };

    private static JsonObject Single(string key, JsonObject value) => new() { [key] = value };

    private static JsonArray Array(IEnumerable<JsonNode?> items) => [.. items];
}
