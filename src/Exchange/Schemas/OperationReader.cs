using System.Text.Json;
using Phusa.Kernel.Outcomes;

namespace Phusa.Exchange.Schemas;

/// <summary>Reads the operations of an OpenAPI document whose references are known to hold.</summary>
internal sealed class OperationReader(JsonElement root, bool is31, List<Problem> problems)
{
    private const int MostHops = 10;

    private static readonly string[] Methods = ["get", "head", "post", "put", "patch", "delete", "options"];

    /// <summary>Described elsewhere in the document, and to be ignored as parameters (OpenAPI 3.1 §4.8.12).</summary>
    private static readonly string[] NoParameters = ["Accept", "Content-Type", "Authorization"];

    private readonly SchemaCompiler schemas = new(root, is31, problems);

    public IReadOnlyList<Operation> Read() =>
        [.. Members(root, "paths", "").SelectMany(path => OfPath(path.Name, path.At)).OrderBy(one => one.Path.Order, StringComparer.Ordinal)];

    private IEnumerable<Operation> OfPath(string text, Place path)
    {
        if (PathTemplate.Of(text) is not { } template)
        {
            problems.Add(new("#" + path.Pointer, "document.path", T.DocumentPath(text)));
            yield break;
        }
        var shared = Parameters(path).ToList();
        foreach (var method in Methods)
        {
            if (Member(path, method) is { } found)
            {
                var own = Parameters(found).ToList();
                yield return new(
                    method.ToUpperInvariant(), template, Word(found, "operationId"),
                    [.. own, .. shared.ExceptBy(own.Select(Key), Key)],
                    Member(found, "requestBody") is { } body ? Body(body) : null,
                    Members(found.Value, "responses", found.Pointer).ToDictionary(
                        answer => answer.Name, answer => Body(answer.At), StringComparer.OrdinalIgnoreCase))
                {
                    Summary = Word(found, "summary"), Envelope = Envelope.Of(root, found.Value),
                };
            }
        }
    }

    private static (string, string) Key(Parameter parameter) => (parameter.Name, parameter.In);

    private IEnumerable<Parameter> Parameters(Place at)
    {
        if (Member(at, "parameters", follow: false) is not { Value.ValueKind: JsonValueKind.Array } list)
        {
            yield break;
        }
        foreach (var (item, number) in list.Value.EnumerateArray().Select((item, number) => (item, number)))
        {
            var place = Follow(new(item, JsonPointer.Of(list.Pointer, number)));
            if (Word(place, "name") is { } name && Word(place, "in") is "path" or "query" or "header"
                && !NoParameters.Contains(name, StringComparer.OrdinalIgnoreCase))
            {
                yield return Parameter(place, name, Word(place, "in")!);
            }
        }
    }

    private Parameter Parameter(Place place, string name, string where)
    {
        var content = Members(place.Value, "content", place.Pointer).FirstOrDefault();
        var schema = content.Name is null ? Member(place, "schema", follow: false) : Member(content.At, "schema", follow: false);
        var compiled = schema is { } found ? schemas.Read(found.Value, found.Pointer) : null;
        var style = Word(place, "style");
        if (style is not (null or "form" or "simple" or "spaceDelimited" or "pipeDelimited")
            || (content.Name is null && compiled?.Kinds() == JsonKinds.Object))
        {
            problems.Add(new("#" + place.Pointer, "document.parameter", T.DocumentParameter(name)));
        }
        return new(
            name, where, where == "path" || Says(place, "required"),
            place.Value.TryGetProperty("explode", out var explode) ? explode.ValueKind == JsonValueKind.True : style is null or "form",
            content.Name is not null, style switch { "spaceDelimited" => ' ', "pipeDelimited" => '|', _ => ',' }, compiled);
    }

    private BodyDescription Body(Place place) => new(
        Says(place, "required"),
        [.. Members(place.Value, "content", place.Pointer).Select(media => new MediaDescription(
            media.Name.Split(';')[0].Trim(),
            Member(media.At, "schema", follow: false) is { } schema ? schemas.Read(schema.Value, schema.Pointer) : null))]);

    /// <summary>Where a reference leads, for all but schemas, which may be circular and are compiled as they stand.</summary>
    private Place Follow(Place place)
    {
        for (var hops = 0; hops < MostHops; hops++)
        {
            if (Word(place, "$ref") is not { } reference || JsonPointer.OfReference(reference) is not { } pointer
                || JsonPointer.Find(root, pointer) is not { } found)
            {
                break;
            }
            place = new(found, pointer);
        }
        return place;
    }

    private Place? Member(Place place, string name, bool follow = true)
    {
        if (place.Value.ValueKind != JsonValueKind.Object || !place.Value.TryGetProperty(name, out var value))
        {
            return null;
        }
        var found = new Place(value, JsonPointer.Of(place.Pointer, name));
        return follow ? Follow(found) : found;
    }

    private IEnumerable<(string Name, Place At)> Members(JsonElement at, string name, string pointer) =>
        at.ValueKind == JsonValueKind.Object && at.TryGetProperty(name, out var members) && members.ValueKind == JsonValueKind.Object
            ? members.EnumerateObject().Where(pair => !pair.Name.StartsWith("x-", StringComparison.Ordinal)).Select(pair => (
                pair.Name, Follow(new(pair.Value, JsonPointer.Of(JsonPointer.Of(pointer, name), pair.Name)))))
            : [];

    private static string? Word(Place place, string name) =>
        place.Value.ValueKind == JsonValueKind.Object && place.Value.TryGetProperty(name, out var value)
            && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static bool Says(Place place, string name) =>
        place.Value.ValueKind == JsonValueKind.Object && place.Value.TryGetProperty(name, out var value)
            && value.ValueKind == JsonValueKind.True;

    private readonly record struct Place(JsonElement Value, string Pointer);
}
