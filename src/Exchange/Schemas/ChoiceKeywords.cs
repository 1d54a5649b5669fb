using System.Text.Json;

namespace Phusa.Exchange.Schemas;

/// <summary>
/// Keywords that combine schemas. Where no alternative fits, what the nearest one lacks is told as well. A
/// <c>discriminator</c> is a hint to readers and is not asked.
/// </summary>
internal static class ChoiceKeywords
{
    public static SchemaRule? AllOf(KeywordPlace place) => Schemas(place) is not { } all ? place.Refuse() : (value, at) =>
    {
        foreach (var schema in all)
        {
            schema.Check(value, at);
        }
    };

    public static SchemaRule? AnyOf(KeywordPlace place) => Schemas(place) is not { } any ? place.Refuse() : (value, at) =>
    {
        var nearest = default(SchemaWalk);
        foreach (var schema in any)
        {
            var walk = Tried(schema, value, at);
            if (walk.Faults.Count == 0)
            {
                return;
            }
            nearest = nearest is null || walk.Faults.Count < nearest.Faults.Count ? walk : nearest;
        }
        at.Fault("anyOf", T.SchemaAnyOf(any.Length));
        at.Take(nearest!);
    };

    public static SchemaRule? OneOf(KeywordPlace place) => Schemas(place) is not { } one ? place.Refuse() : (value, at) =>
    {
        var walks = Array.ConvertAll(one, schema => Tried(schema, value, at));
        var fitting = walks.Count(walk => walk.Faults.Count == 0);
        if (fitting != 1)
        {
            at.Fault("oneOf", T.SchemaOneOf(fitting, one.Length));
        }
        if (fitting == 0)
        {
            at.Take(walks.MinBy(walk => walk.Faults.Count)!);
        }
    };

    public static SchemaRule? Not(KeywordPlace place)
    {
        var schema = place.Itself();
        return (value, at) =>
        {
            if (Tried(schema, value, at).Faults.Count == 0)
            {
                at.Fault("not", T.SchemaNot);
            }
        };
    }

    private static SchemaWalk Tried(Schema schema, JsonElement value, SchemaWalk at)
    {
        var walk = at.Aside();
        schema.Check(value, walk);
        return walk;
    }

    private static Schema[]? Schemas(KeywordPlace place)
    {
        if (place.Argument.ValueKind != JsonValueKind.Array || place.Argument.GetArrayLength() == 0)
        {
            return null;
        }
        var schemas = place.Argument.EnumerateArray().Select((schema, number) => place.Below(number, schema)).ToArray();
        place.Owner.AddKinds(asked => schemas.Aggregate(JsonKinds.None, (sum, schema) => sum | schema.Kinds(asked)));
        return schemas;
    }
}
