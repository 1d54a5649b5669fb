using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Phusa.Exchange.Schemas;

/// <summary>A parameter of an operation in its path, query or headers.</summary>
/// <param name="In"><c>path</c>, <c>query</c> or <c>header</c>.</param>
/// <param name="IsExploded">Whether a list in the query is written <c>a=1&amp;a=2</c>, not <c>a=1,2</c>.</param>
/// <param name="IsJson">Whether its value is written as JSON.</param>
/// <param name="Separator">Between the items of a list that is not exploded.</param>
internal sealed record Parameter(
    string Name, string In, bool IsRequired, bool IsExploded, bool IsJson, char Separator, Schema? Schema)
{
    /// <summary>Whether it takes several values and nothing else.</summary>
    public bool IsList { get; } = !IsJson && Schema?.Kinds() is { } kinds && kinds.HasFlag(JsonKinds.Array) && !kinds.HasFlag(JsonKinds.String);

    /// <summary>
    /// The texts of a call as the value that the schema describes: a list where it describes one, numbers and booleans
    /// where it allows those and the text is one. Null where no JSON is.
    /// </summary>
    public JsonElement? Value(IReadOnlyList<string> texts)
    {
        if (IsJson)
        {
            return JsonText.Read(Encoding.UTF8.GetBytes(texts[0]));
        }
        var kinds = Schema?.Kinds() ?? JsonKinds.String;
        if (!kinds.HasFlag(JsonKinds.Array))
        {
            return Single(texts[0], kinds);
        }
        var item = Schema?.Followed().Items?.Kinds() ?? JsonKinds.String;
        var items = IsExploded && In == "query" ? texts : texts.SelectMany(text => text.Split(Separator));
        return JsonSerializer.SerializeToElement(new JsonArray(
            [.. items.Select(text => JsonValue.Create(Single(text, item)))]));
    }

    private static JsonElement Single(string text, JsonKinds kinds)
    {
        var mayBeOther = (kinds & (JsonKinds.Integer | JsonKinds.Number | JsonKinds.Boolean)) != 0;
        return mayBeOther && JsonText.Read(Encoding.UTF8.GetBytes(text)) is { } other
            && (JsonKind.Of(other) & (JsonKinds.Integer | JsonKinds.Number | JsonKinds.Boolean)) != 0
            && !text.AsSpan().ContainsAny(" \t\r\n") && (!kinds.HasFlag(JsonKinds.String) || (JsonKind.Of(other) & kinds) != 0)
                ? other : JsonSerializer.SerializeToElement(text);
    }
}
