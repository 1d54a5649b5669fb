using System.Text.Json.Nodes;
using Phusa.Catalog.Contracts;
using Phusa.Kernel.Texts;

namespace Phusa.Exchange.OpenApi;

/// <summary>What a row of a dataset service looks like: of the contract's fields those that may leave their agency.</summary>
internal static class RowSchemas
{
    /// <summary>By which the sandbox makes values that look like the field's; see <see cref="Field.Format"/>.</summary>
    public const string FormatMark = "x-phusa-format";

    private const string PersonalMark = "x-phusa-personal";

    /// <summary>Nothing is required: an agreement may leave any field out.</summary>
    public static JsonObject Row(DataContract contract, IReadOnlyDictionary<string, IReadOnlyList<CodeChoice>> lists)
    {
        var row = JsonNode.Parse(ContractExport.ToRowSchema(contract))!.AsObject();
        var properties = row["properties"]!.AsObject();
        foreach (var field in contract.Fields)
        {
            Describe(properties[field.Name]!.AsObject(), field, lists.GetValueOrDefault(field.Name));
        }
        return new()
        {
            ["type"] = "object", ["description"] = T.OpenapiRow.ToString(), ["properties"] = properties.DeepClone(),
        };
    }

    /// <summary>The value of a key as a segment of an address has it.</summary>
    public static JsonObject Key(Field field, IReadOnlyDictionary<string, IReadOnlyList<CodeChoice>> lists)
    {
        var schema = Row(new() { Id = "", Name = "", Fields = [field with { Required = true }] }, lists)["properties"]![field.Name]!
            .DeepClone().AsObject();
        schema.Remove(PersonalMark);
        return schema;
    }

    private static void Describe(JsonObject schema, Field field, IReadOnlyList<CodeChoice>? choices)
    {
        schema["title"] = field.Title.ToString();
        string?[] words =
        [
            field.Description, field.Unit is { } unit ? T.OpenapiUnit(unit).ToString() : null,
            choices?.Any(choice => choice.Label is not null) is true
                ? string.Join("; ", choices.Select(choice => $"{choice.Code}: {choice.Label}"))
                : choices is null && field.CodeList is { } list ? T.OpenapiList(list.Name).ToString() : null,
        ];
        if (words.OfType<string>().ToArray() is { Length: > 0 } known)
        {
            schema["description"] = string.Join(". ", known);
        }
        if (choices is not null && !schema.ContainsKey("enum"))
        {
            schema["enum"] = new JsonArray(
                [.. choices.Select(choice => JsonValue.Create(choice.Code)), .. field.Required ? [] : new JsonNode?[] { null }]);
        }
        if (field.Format is { } format)
        {
            schema[FormatMark] = format;
        }
        if (field.PersonalData != PersonalData.None)
        {
            schema[PersonalMark] = Word.Of(field.PersonalData);
        }
    }
}
