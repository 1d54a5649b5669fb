using System.Text.Json;
using Phusa.Catalog.Contracts;
using Phusa.Kernel.Outcomes;

namespace Phusa.Exchange.Schemas;

/// <summary>
/// What an OpenAPI document says of personal data: <c>x-phusa-personal</c> in the schema of a property, with
/// <c>none</c>, <c>basic</c> or <c>sensitive</c>. OpenAPI has no word of its own for it.
/// </summary>
internal static class PersonalMark
{
    private const string Name = "x-phusa-personal";

    /// <summary>Where a document says what is not understood: a mark with a slip in it must not pass for none.</summary>
    public static IEnumerable<Problem> Problems(JsonElement at, string pointer = "") => at.ValueKind switch
    {
        JsonValueKind.Object => at.EnumerateObject().SelectMany(pair => pair.Name == Name && Said(pair.Value) is null
            ? [new Problem("#" + JsonPointer.Of(pointer, pair.Name), "document.personal", T.DocumentPersonal(Name))]
            : Problems(pair.Value, JsonPointer.Of(pointer, pair.Name))),
        JsonValueKind.Array => at.EnumerateArray().SelectMany((item, number) => Problems(item, JsonPointer.Of(pointer, number))),
        _ => [],
    };

    /// <summary>The strictest that a schema says of itself and of anything in it, following references.</summary>
    public static PersonalData Strictest(JsonElement root, JsonElement schema) => Strictest(root, schema, []);

    /// <summary>What a schema says of itself; its references are not followed.</summary>
    public static PersonalData Own(JsonElement schema) =>
        schema.TryGetProperty(Name, out var said) ? Said(said) ?? PersonalData.None : PersonalData.None;

    public static PersonalData Stricter(PersonalData one, PersonalData other) => one > other ? one : other;

    private static PersonalData Strictest(JsonElement root, JsonElement at, HashSet<string> seen) => at.ValueKind switch
    {
        JsonValueKind.Object => at.EnumerateObject().Select(pair =>
            pair.Name == Name ? Said(pair.Value) ?? PersonalData.None
            : pair is { Name: "$ref", Value.ValueKind: JsonValueKind.String }
                ? seen.Add(pair.Value.GetString()!) && Target(root, pair.Value) is { } target
                    ? Strictest(root, target, seen) : PersonalData.None
            : Strictest(root, pair.Value, seen)).Append(PersonalData.None).Max(),
        JsonValueKind.Array => at.EnumerateArray().Select(item => Strictest(root, item, seen)).Append(PersonalData.None).Max(),
        _ => PersonalData.None,
    };

    private static JsonElement? Target(JsonElement root, JsonElement reference) =>
        JsonPointer.OfReference(reference.GetString()!) is { } pointer ? JsonPointer.Find(root, pointer) : null;

    private static PersonalData? Said(JsonElement value) => value.ValueKind != JsonValueKind.String ? null : value.GetString() switch
    {
        "none" => PersonalData.None,
        "basic" => PersonalData.Basic,
        "sensitive" => PersonalData.Sensitive,
        _ => null,
    };
}
