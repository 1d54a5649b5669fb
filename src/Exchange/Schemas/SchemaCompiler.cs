using System.Text.Json;
using Phusa.Kernel.Outcomes;

namespace Phusa.Exchange.Schemas;

/// <summary>One keyword of a schema, being compiled.</summary>
/// <param name="Pointer">Of the keyword in the document.</param>
/// <param name="Owner">The schema it stands in, compiled, and as it is written.</param>
internal sealed record KeywordPlace(
    JsonElement Argument, string Pointer, JsonElement Written, Schema Owner, SchemaCompiler Compiler)
{
    public Schema Below(string name, JsonElement schema) => Compiler.Compile(schema, JsonPointer.Of(Pointer, name));

    public Schema Below(int item, JsonElement schema) => Compiler.Compile(schema, JsonPointer.Of(Pointer, item));

    public Schema Itself() => Compiler.Compile(Argument, Pointer);

    public JsonElement? Sibling(string keyword) => Written.TryGetProperty(keyword, out var value) ? value : null;

    public string SiblingPointer(string keyword) => JsonPointer.Of(Pointer[..Pointer.LastIndexOf('/')], keyword);

    /// <summary>Notes that the argument is none for this keyword; there is no rule then.</summary>
    public SchemaRule? Refuse()
    {
        Compiler.Refuse(Pointer);
        return null;
    }
}

/// <summary>
/// Compiles the schemas of one document, each place once, so that schemas may refer to each other in circles.
/// </summary>
/// <param name="is31">Whether keywords beside a <c>$ref</c> count (OpenAPI 3.1) or not (3.0).</param>
internal sealed class SchemaCompiler(JsonElement document, bool is31, List<Problem> problems)
{
    private static readonly Dictionary<string, Func<KeywordPlace, SchemaRule?>> Keywords = new(StringComparer.Ordinal)
    {
        ["type"] = ValueKeywords.Type, ["nullable"] = _ => null, ["enum"] = ValueKeywords.Enum, ["const"] = ValueKeywords.Const,
        ["minimum"] = NumberKeywords.Minimum, ["maximum"] = NumberKeywords.Maximum,
        ["exclusiveMinimum"] = NumberKeywords.ExclusiveMinimum, ["exclusiveMaximum"] = NumberKeywords.ExclusiveMaximum,
        ["multipleOf"] = NumberKeywords.MultipleOf,
        ["minLength"] = TextKeywords.MinLength, ["maxLength"] = TextKeywords.MaxLength,
        ["pattern"] = TextKeywords.Pattern, ["format"] = TextKeywords.Format,
        ["items"] = ArrayKeywords.Items, ["prefixItems"] = ArrayKeywords.PrefixItems,
        ["minItems"] = ArrayKeywords.MinItems, ["maxItems"] = ArrayKeywords.MaxItems,
        ["uniqueItems"] = ArrayKeywords.UniqueItems,
        ["properties"] = ObjectKeywords.Properties, ["patternProperties"] = ObjectKeywords.PatternProperties,
        ["additionalProperties"] = ObjectKeywords.AdditionalProperties, ["propertyNames"] = ObjectKeywords.PropertyNames,
        ["required"] = ObjectKeywords.Required, ["minProperties"] = ObjectKeywords.MinProperties,
        ["maxProperties"] = ObjectKeywords.MaxProperties, ["dependentRequired"] = ObjectKeywords.DependentRequired,
        ["allOf"] = ChoiceKeywords.AllOf, ["anyOf"] = ChoiceKeywords.AnyOf, ["oneOf"] = ChoiceKeywords.OneOf,
        ["not"] = ChoiceKeywords.Not,
    };

    /// <summary>Would change what a schema means; one that uses them is refused rather than half understood.</summary>
    private static readonly string[] NotUnderstood =
    [
        "if", "contains", "dependentSchemas", "dependencies", "unevaluatedProperties", "unevaluatedItems", "$dynamicRef",
        "$recursiveRef", "$id",
    ];

    private readonly Dictionary<string, Schema> known = new(StringComparer.Ordinal);

    /// <summary>Referred to and not looked at yet: a chain of references is followed one by one, however long.</summary>
    private readonly Queue<(Schema Schema, JsonElement Written, string Pointer)> waiting = new();

    /// <summary>A schema of the document with all that it refers to.</summary>
    public Schema Read(JsonElement written, string pointer)
    {
        var schema = Compile(written, pointer);
        while (waiting.TryDequeue(out var next))
        {
            Fill(next.Schema, next.Written, next.Pointer);
        }
        return schema;
    }

    public void Refuse(string pointer) =>
        problems.Add(new("#" + pointer, "document.schema", T.DocumentSchema(pointer)));

    public Schema Compile(JsonElement written, string pointer)
    {
        if (known.TryGetValue(pointer, out var schema))
        {
            return schema;
        }
        schema = known[pointer] = new Schema();
        Fill(schema, written, pointer);
        return schema;
    }

    private void Fill(Schema schema, JsonElement written, string pointer)
    {
        switch (written.ValueKind)
        {
            case JsonValueKind.True:
                break;
            case JsonValueKind.False:
                schema.Add((_, at) => at.Fault("false", T.SchemaFalse));
                break;
            case JsonValueKind.Object:
                FillObject(schema, written, pointer);
                break;
            default:
                Refuse(pointer);
                break;
        }
    }

    private void FillObject(Schema schema, JsonElement written, string pointer)
    {
        schema.IsReadOnly = Says(written, "readOnly");
        schema.IsWriteOnly = Says(written, "writeOnly");
        if (written.TryGetProperty("$ref", out var reference))
        {
            Refer(schema, reference, JsonPointer.Of(pointer, "$ref"));
            if (!is31)
            {
                return;
            }
        }
        foreach (var (name, argument) in written.EnumerateObject().Select(pair => (pair.Name, pair.Value)))
        {
            var place = JsonPointer.Of(pointer, name);
            if (Array.IndexOf(NotUnderstood, name) >= 0)
            {
                Refuse(place);
            }
            else if (Keywords.TryGetValue(name, out var keyword)
                && keyword(new(argument, place, written, schema, this)) is { } rule)
            {
                schema.Add(rule);
            }
        }
    }

    private void Refer(Schema schema, JsonElement reference, string pointer)
    {
        if (reference.ValueKind == JsonValueKind.String && JsonPointer.OfReference(reference.GetString()!) is { } place
            && JsonPointer.Find(document, place) is { } found)
        {
            if (!known.TryGetValue(place, out var target))
            {
                waiting.Enqueue((target = known[place] = new Schema(), found, place));
            }
            schema.Target = target;
            schema.Add((value, at) => target.Check(value, at));
        }
        else
        {
            Refuse(pointer);
        }
    }

    private static bool Says(JsonElement written, string keyword) =>
        written.TryGetProperty(keyword, out var value) && value.ValueKind == JsonValueKind.True;
}
