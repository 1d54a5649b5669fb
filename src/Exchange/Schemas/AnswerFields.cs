using System.Text.Json;
using Phusa.Catalog.Contracts;

namespace Phusa.Exchange.Schemas;

/// <summary>A value in the answers of a service that has a name of its own.</summary>
/// <param name="Path">Names of properties divided by dots; arrays in between are passed through.</param>
/// <param name="PersonalData">The strictest that is said of it or of anything in it.</param>
internal sealed record AnswerField(string Path, string Title, FieldType Type, PersonalData PersonalData);

/// <summary>
/// The fields of what a service answers when all goes well, by its OpenAPI document: every property that has none below
/// it. A property whose content the document leaves open, or describes in circles, is one field.
/// </summary>
internal sealed class AnswerFields
{
    private const int LongestTitle = 100;
    private const int Deepest = 20;

    /// <summary>Schemas looked at; those that are composed of each other many times over are not unfolded for ever.</summary>
    private const int Most = 20_000;

    private readonly JsonElement root;
    private readonly Dictionary<string, AnswerField> fields = new(StringComparer.Ordinal);
    private int looked;

    private AnswerFields(JsonElement root) => this.root = root;

    /// <summary>By path.</summary>
    public static IReadOnlyList<AnswerField> Of(ApiDocument document)
    {
        var reading = new AnswerFields(document.Root);
        foreach (var schema in AnswerSchemas.Of(document.Root))
        {
            reading.Walk(schema, "", PersonalData.None, []);
        }
        return reading.Found();
    }

    /// <summary>Whole in one answer and divided in another: who is given the whole gets its parts too.</summary>
    private IReadOnlyList<AnswerField> Found()
    {
        foreach (var (path, part) in fields.ToArray())
        {
            for (var dot = path.LastIndexOf('.'); dot > 0; dot = path.LastIndexOf('.', dot - 1))
            {
                if (fields.TryGetValue(path[..dot], out var whole))
                {
                    fields[whole.Path] = whole with { PersonalData = PersonalMark.Stricter(whole.PersonalData, part.PersonalData) };
                }
            }
        }
        return [.. fields.Values.OrderBy(field => field.Path, StringComparer.Ordinal)];
    }

    /// <summary>Whether anything in it has a name of its own.</summary>
    /// <param name="above">What is said of what it stands in.</param>
    /// <param name="within">The references that led here.</param>
    private bool Walk(JsonElement schema, string path, PersonalData above, IReadOnlyList<string> within)
    {
        if (schema.ValueKind != JsonValueKind.Object || ++looked > Most || path.Count(sign => sign == '.') >= Deepest)
        {
            return false;
        }
        above = PersonalMark.Stricter(above, PersonalMark.Own(schema));
        var has = false;
        if (AnswerSchemas.Word(schema, "$ref") is { } name)
        {
            has = !within.Contains(name) && JsonPointer.OfReference(name) is { } pointer
                && JsonPointer.Find(root, pointer) is { } target && Walk(target, path, above, [.. within, name]);
        }
        foreach (var part in AnswerSchemas.Parts(schema))
        {
            has |= Walk(part, path, above, within);
        }
        foreach (var (property, described) in AnswerSchemas.Properties(schema))
        {
            has = true;
            if (Envelope.Is(described))
            {
                Walk(described, path, above, within);
                continue;
            }
            Add(path.Length == 0 ? property : $"{path}.{property}", property, described, above, within);
        }
        return has;
    }

    private void Add(string path, string name, JsonElement schema, PersonalData above, IReadOnlyList<string> within)
    {
        if (Walk(schema, path, above, within))
        {
            return;
        }
        var personal = PersonalMark.Stricter(above, PersonalMark.Strictest(root, schema));
        fields[path] = fields.TryGetValue(path, out var known)
            ? known with { PersonalData = PersonalMark.Stricter(known.PersonalData, personal) }
            : new AnswerField(path, Title(schema) ?? name, AnswerSchemas.TypeOf(AnswerSchemas.Follow(root, schema)), personal);
    }

    private string? Title(JsonElement schema)
    {
        var followed = AnswerSchemas.Follow(root, schema);
        string?[] words = [
            AnswerSchemas.Word(schema, "title"), AnswerSchemas.Word(schema, "description"),
            AnswerSchemas.Word(followed, "title"), AnswerSchemas.Word(followed, "description"),
        ];
        return words.FirstOrDefault(one => one?.Length is > 0 and <= LongestTitle);
    }
}
