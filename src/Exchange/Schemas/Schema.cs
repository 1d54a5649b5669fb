using System.Text.Json;

namespace Phusa.Exchange.Schemas;

/// <summary>Compares a value with one keyword of a schema.</summary>
internal delegate void SchemaRule(JsonElement value, SchemaWalk at);

/// <summary>
/// A schema of an OpenAPI document (the JSON Schema of 3.1, and the older dialect of 3.0), compiled to rules. It finds
/// everything that is wrong, not the first thing. (The library JsonSchema.Net would take this folder's place but for
/// <see cref="ApiDocument"/> and <see cref="CallCheck"/>.)
/// </summary>
internal sealed class Schema
{
    /// <summary>Schemas may stand for each other in circles.</summary>
    private const int Hops = 8;

    private const int MostAsked = 100;

    private readonly List<SchemaRule> rules = [];
    private readonly List<Func<HashSet<Schema>, JsonKinds>> kinds = [];

    public bool IsReadOnly { get; set; }

    public bool IsWriteOnly { get; set; }

    /// <summary>Items of an array, for a parameter that lists them; null when they are not described.</summary>
    public Schema? Items { get; set; }

    /// <summary>Where the schema stands for another: its <c>$ref</c>.</summary>
    public Schema? Target { get; set; }

    public void Add(SchemaRule rule) => rules.Add(rule);

    /// <param name="one">Is given the schemas that were asked already.</param>
    public void AddKinds(Func<HashSet<Schema>, JsonKinds> one) => kinds.Add(one);

    public IReadOnlyList<SchemaFault> Check(JsonElement value, string place, string start, SchemaUse use)
    {
        var walk = new SchemaWalk(place, start, use);
        Check(value, walk);
        if (walk.IsTooMuch)
        {
            walk.Fault("schema", T.SchemaEffort);
        }
        return walk.Faults;
    }

    public void Check(JsonElement value, SchemaWalk at)
    {
        if (at.Enter())
        {
            foreach (var rule in rules)
            {
                rule(value, at);
            }
        }
        at.Leave();
    }

    /// <summary>What a value may be, as far as the schema says so itself or where it refers to: for reading parameters.</summary>
    public JsonKinds Kinds(HashSet<Schema>? asked = null)
    {
        asked ??= [];
        return !asked.Add(this) || asked.Count > MostAsked ? JsonKinds.None
            : kinds.Aggregate(Target?.Kinds(asked) ?? JsonKinds.None, (sum, one) => sum | one(asked));
    }

    /// <summary>This schema, or the one it stands for.</summary>
    public Schema Followed(int hops = Hops) => Target is { } target && hops > 0 ? target.Followed(hops - 1) : this;
}
