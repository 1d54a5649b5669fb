using System.Text.Json;
using Phusa.Exchange.Schemas;

namespace Phusa.Exchange.OpenApi;

/// <summary>An operation as its document has it, with all that the compiled one leaves out: words, examples, schemas.</summary>
internal static class OperationJson
{
    public static JsonElement Find(JsonElement root, Operation operation) => Member(
        root, Member(root, Member(root, root, "paths"), operation.Path.Text), operation.Method.ToLowerInvariant());

    /// <summary>Undefined where there is none; a reference is followed.</summary>
    public static JsonElement Member(JsonElement root, JsonElement at, string name) =>
        at.ValueKind == JsonValueKind.Object && at.TryGetProperty(name, out var value) ? AnswerSchemas.Follow(root, value) : default;

    public static IEnumerable<(string Name, JsonElement Value)> Members(JsonElement root, JsonElement at, string name) =>
        Member(root, at, name) is { ValueKind: JsonValueKind.Object } map
            ? map.EnumerateObject().Select(one => (one.Name, AnswerSchemas.Follow(root, one.Value))) : [];
}
