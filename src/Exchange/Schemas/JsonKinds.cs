using System.Text.Json;

namespace Phusa.Exchange.Schemas;

/// <summary>The types of JSON Schema.</summary>
[Flags]
internal enum JsonKinds
{
    None = 0,
    Null = 1,
    Boolean = 2,
    Integer = 4,
    Number = 8,
    String = 16,
    Array = 32,
    Object = 64,
}

internal static class JsonKind
{
    /// <summary>An integer is a number without a fraction, also when it is written as 1.0.</summary>
    public static JsonKinds Of(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => JsonKinds.Null,
        JsonValueKind.True or JsonValueKind.False => JsonKinds.Boolean,
        JsonValueKind.String => JsonKinds.String,
        JsonValueKind.Array => JsonKinds.Array,
        JsonValueKind.Object => JsonKinds.Object,
        JsonValueKind.Number when JsonNumber.IsIntegral(value) => JsonKinds.Integer | JsonKinds.Number,
        _ => JsonKinds.Number,
    };

    public static JsonKinds? Named(string? name) => name switch
    {
        "null" => JsonKinds.Null,
        "boolean" => JsonKinds.Boolean,
        "integer" => JsonKinds.Integer,
        "number" => JsonKinds.Number,
        "string" => JsonKinds.String,
        "array" => JsonKinds.Array,
        "object" => JsonKinds.Object,
        _ => null,
    };

    public static string Words(JsonKinds kinds) => kinds.ToString().ToLowerInvariant();
}

/// <summary>Numbers as exactly as they can be had: decimal, and double beyond its range.</summary>
internal static class JsonNumber
{
    public static bool IsIntegral(JsonElement number) => number.TryGetDecimal(out var exact)
        ? exact == decimal.Truncate(exact) : number.GetDouble() is var rough && rough == Math.Truncate(rough);

    public static int Compare(JsonElement one, JsonElement other) =>
        one.TryGetDecimal(out var exact) && other.TryGetDecimal(out var limit)
            ? exact.CompareTo(limit) : one.GetDouble().CompareTo(other.GetDouble());

    /// <summary>A count, which may be spelt 2.0; null for anything else.</summary>
    public static int? Count(JsonElement number) => number.ValueKind == JsonValueKind.Number
        && number.TryGetDecimal(out var exact) && exact == decimal.Truncate(exact) && exact is >= 0 and <= int.MaxValue
            ? (int)exact : null;

    /// <summary>Whether it is a whole number of times the other.</summary>
    public static bool IsMultiple(JsonElement one, JsonElement of)
    {
        if (one.TryGetDecimal(out var exact) && of.TryGetDecimal(out var step))
        {
            return step != 0 && exact % step == 0;
        }
        var times = one.GetDouble() / of.GetDouble();
        return double.IsFinite(times) && Math.Abs(times - Math.Round(times)) < 1e-9 * Math.Max(1, Math.Abs(times));
    }
}

/// <summary>Equality of JSON values: numbers by value, objects whatever the order of their names.</summary>
internal sealed class JsonEquality : IEqualityComparer<JsonElement>
{
    public static readonly JsonEquality Same = new();

    public bool Equals(JsonElement x, JsonElement y) => JsonElement.DeepEquals(x, y);

    public int GetHashCode(JsonElement obj) => obj.ValueKind switch
    {
        JsonValueKind.Number => obj.GetDouble().GetHashCode(),
        JsonValueKind.String => string.GetHashCode(obj.GetString(), StringComparison.Ordinal),
        JsonValueKind.Array => obj.EnumerateArray().Aggregate(obj.GetArrayLength(), (hash, item) => HashCode.Combine(hash, GetHashCode(item))),
        JsonValueKind.Object => obj.EnumerateObject().Aggregate(1, (hash, pair) =>
            hash ^ HashCode.Combine(string.GetHashCode(pair.Name, StringComparison.Ordinal), GetHashCode(pair.Value))),
        _ => (int)obj.ValueKind,
    };
}
