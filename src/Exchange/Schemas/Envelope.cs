using System.Text.Json;

namespace Phusa.Exchange.Schemas;

/// <summary>
/// What stands around the rows of an answer: <c>x-phusa-envelope: true</c> in the schema of a property. It is no field that an
/// agreement names, and is always let out; the fields of the objects in it are named as if they stood alone.
/// </summary>
/// <param name="Rows">The property that holds objects with fields; null where the answer has none.</param>
/// <param name="Plain">The other properties that are marked.</param>
internal sealed record Envelope(string? Rows, IReadOnlyList<string> Plain)
{
    private const string Name = "x-phusa-envelope";

    public static bool Is(JsonElement schema) => schema.ValueKind == JsonValueKind.Object
        && schema.TryGetProperty(Name, out var said) && said.ValueKind == JsonValueKind.True;

    /// <summary>Null where nothing is marked.</summary>
    /// <param name="operation">As the document has it.</param>
    public static Envelope? Of(JsonElement root, JsonElement operation)
    {
        if (operation.ValueKind != JsonValueKind.Object)
        {
            return null;
        }
        var marked = AnswerSchemas.OfOperation(root, operation).Select(schema => AnswerSchemas.Follow(root, schema))
            .Where(schema => schema.ValueKind == JsonValueKind.Object).SelectMany(AnswerSchemas.Properties)
            .Where(property => Is(property.Schema)).ToList();
        var rows = marked.FirstOrDefault(property => AnswerSchemas.Parts(property.Schema).Any()).Name;
        return marked.Count == 0 ? null : new(rows, [.. marked.Select(property => property.Name).Where(name => name != rows)]);
    }
}
