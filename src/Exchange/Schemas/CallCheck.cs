using System.Net.Http.Headers;
using System.Text.Json;

namespace Phusa.Exchange.Schemas;

/// <summary>
/// Compares a call, before it is forwarded, and an answer, before it is passed on, with what the service describes.
/// Bodies of media types that are no JSON are compared by their type alone.
/// </summary>
internal static class CallCheck
{
    /// <param name="contentType">Null, as the body, for a request without one.</param>
    public static IReadOnlyList<SchemaFault> Request(
        OperationMatch match, IQueryCollection query, IHeaderDictionary headers, string? contentType, ReadOnlyMemory<byte>? body)
    {
        var faults = match.Operation.Parameters.SelectMany(parameter => Parameter(parameter, parameter.In switch
        {
            "path" => match.PathValues.TryGetValue(parameter.Name, out var value) ? [value] : [],
            "query" => [.. query[parameter.Name].Select(value => value ?? "")],
            _ => [.. headers[parameter.Name].Select(value => value ?? "")],
        })).ToList();
        if (body is not { } sent)
        {
            return match.Operation.Body is { IsRequired: true }
                ? [.. faults, new("body", "", "required", T.SchemaNoBody)] : faults;
        }
        return match.Operation.Body is { } described
            ? [.. faults, .. Body(described, contentType, sent, SchemaUse.Request)]
            : [.. faults, new("body", "", "requestBody", T.SchemaBodyUnasked)];
    }

    /// <summary>Parameters of a query that the operation has not: what nobody has described, nobody has checked either.</summary>
    public static IReadOnlyList<SchemaFault> Undescribed(Operation operation, IQueryCollection query) =>
    [
        .. query.Keys.Where(name => !operation.Parameters.Any(one =>
                one.In == "query" && one.Name.Equals(name, StringComparison.OrdinalIgnoreCase)))
            .Select(name => new SchemaFault("query", "/" + JsonPointer.Escape(name), "parameters", T.SchemaUnasked(name))),
    ];

    /// <param name="read">The body, where it was read already.</param>
    public static IReadOnlyList<SchemaFault> Answer(
        Operation operation, int status, string? contentType, ReadOnlyMemory<byte> body, JsonElement? read = null) =>
        operation.AnswerOf(status) switch
        {
            null => [new("body", "", "responses", T.SchemaStatus(status))],
            { Content.Count: 0 } => body.IsEmpty ? [] : [new("body", "", "content", T.SchemaBodyUnasked)],
            { } described => [.. Body(described, contentType, body, SchemaUse.Answer, read)],
        };

    private static IEnumerable<SchemaFault> Parameter(Parameter parameter, IReadOnlyList<string> texts)
    {
        var start = "/" + JsonPointer.Escape(parameter.Name);
        if (texts.Count == 0)
        {
            return parameter.IsRequired ? [new(parameter.In, start, "required", T.SchemaRequired(parameter.Name))] : [];
        }
        if (parameter.Value(texts) is not { } value)
        {
            return [new(parameter.In, start, "content", T.SchemaNoJson(JsonText.Deepest))];
        }
        var isList = parameter.Schema?.Kinds().HasFlag(JsonKinds.Array) == true && !parameter.IsJson;
        return texts.Count > 1 && !isList
            ? [new(parameter.In, start, "maxItems", T.SchemaTwice(parameter.Name))]
            : parameter.Schema?.Check(value, parameter.In, parameter.Name, SchemaUse.Request) ?? [];
    }

    private static IEnumerable<SchemaFault> Body(
        BodyDescription described, string? contentType, ReadOnlyMemory<byte> body, SchemaUse use, JsonElement? read = null)
    {
        var type = MediaTypeHeaderValue.TryParse(contentType, out var parsed) ? parsed.MediaType ?? "" : "";
        if (described.Of(type) is not { } media)
        {
            return [new("body", "", "content", T.SchemaContent(string.Join(", ", described.Content.Select(one => one.Range))))];
        }
        if (media.Schema is not { } schema || !IsJson(type))
        {
            return [];
        }
        return (read ?? JsonText.Read(body)) is { } value
            ? schema.Check(value, "body", "", use) : [new("body", "", "content", T.SchemaNoJson(JsonText.Deepest))];
    }

    private static bool IsJson(string type) => type.EndsWith("/json", StringComparison.OrdinalIgnoreCase)
        || type.EndsWith("+json", StringComparison.OrdinalIgnoreCase);
}
