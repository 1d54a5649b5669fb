using System.Text.Json;
using System.Text.Json.Nodes;
using Phusa.Exchange.Sandbox;
using Phusa.Exchange.Schemas;

namespace Phusa.Exchange.OpenApi;

/// <summary>An operation as people read it.</summary>
/// <param name="Name">Method and path, by which an address names it.</param>
internal sealed record DescribedOperation(
    string Name, string Method, string Path, string Summary, string? Words, IReadOnlyList<DescribedParameter> Parameters,
    DescribedBody? Body, IReadOnlyList<DescribedAnswer> Answers)
{
    public static IReadOnlyList<(string Name, string Method, string Path, string Summary)> List(ApiDocument document) =>
        [.. document.Operations.Select(one => ($"{one.Method} {one.Path.Text}", one.Method, one.Path.Text, one.Summary ?? one.Id ?? ""))];

    /// <summary>Null where there is no operation of that name.</summary>
    public static DescribedOperation? Find(ApiDocument document, string? name)
    {
        if (document.Operations.FirstOrDefault(one => $"{one.Method} {one.Path.Text}" == name) is not { } operation)
        {
            return null;
        }
        var (root, written) = (document.Root, OperationJson.Find(document.Root, operation));
        return new(
            name!, operation.Method, operation.Path.Text, operation.Summary ?? operation.Id ?? name!, AnswerSchemas.Word(written, "description"),
            [.. operation.Parameters.Select(one => DescribedParameter.Of(root, operation, one))],
            DescribedBody.Of(root, OperationJson.Member(root, written, "requestBody"), isRequest: true),
            [
                .. OperationJson.Members(root, written, "responses").Select(answer => new DescribedAnswer(
                    answer.Name, AnswerSchemas.Word(answer.Value, "description") ?? "", DescribedBody.Of(root, answer.Value, isRequest: false),
                    [.. OperationJson.Members(root, answer.Value, "headers").Select(one => (one.Name, AnswerSchemas.Word(one.Value, "description") ?? ""))])),
            ]);
    }
}

/// <param name="Sample">A value that fits, to begin with; of a list one on each line.</param>
/// <param name="Parameter">How it is written.</param>
internal sealed record DescribedParameter(
    string Name, string In, bool IsRequired, DescribedField Field, string Sample, Parameter Parameter)
{
    public static DescribedParameter Of(JsonElement root, Operation operation, Parameter parameter)
    {
        var written = Written(root, operation, parameter);
        var schema = OperationJson.Member(root, written, "schema");
        var field = DescribedField.Of(root, schema, parameter.Name, 0, parameter.IsRequired);
        return new(
            parameter.Name, parameter.In, parameter.IsRequired,
            field with { Words = AnswerSchemas.Word(written, "description") ?? field.Words },
            AsText(parameter, written.ValueKind == JsonValueKind.Object && written.TryGetProperty("example", out var example)
                ? JsonNode.Parse(example.GetRawText()) : new MockValue(root, true, 0, true).Of(schema, parameter.Name)), parameter);
    }

    private static JsonElement Written(JsonElement root, Operation operation, Parameter parameter)
    {
        var path = OperationJson.Member(root, OperationJson.Member(root, root, "paths"), operation.Path.Text);
        return new[] { OperationJson.Find(root, operation), path }
            .Select(at => OperationJson.Member(root, at, "parameters")).Where(list => list.ValueKind == JsonValueKind.Array)
            .SelectMany(list => list.EnumerateArray()).Select(one => AnswerSchemas.Follow(root, one))
            .FirstOrDefault(one => AnswerSchemas.Word(one, "name") == parameter.Name && AnswerSchemas.Word(one, "in") == parameter.In);
    }

    private static string AsText(Parameter parameter, JsonNode? value) => value switch
    {
        null => "",
        JsonArray several when parameter.IsList => string.Join('\n', several.Select(one => AsText(parameter, one))),
        JsonValue one when one.TryGetValue<string>(out var text) => text,
        _ => value.ToJsonString(),
    };
}

/// <param name="Type">The media type that is described; others may be as well.</param>
internal sealed record DescribedBody(string Type, IReadOnlyList<DescribedField> Fields, string? Sample)
{
    /// <summary>Whether there is anything to show of it.</summary>
    public bool IsKnown => Fields.Count > 0 || Sample is not null;

    public static DescribedBody? Of(JsonElement root, JsonElement at, bool isRequest)
    {
        var media = OperationJson.Members(root, at, "content").OrderBy(one => one.Name.Contains("json", StringComparison.Ordinal) ? 0 : 1).FirstOrDefault();
        if (media.Name is null)
        {
            return null;
        }
        var schema = OperationJson.Member(root, media.Value, "schema");
        var sample = media.Value.TryGetProperty("example", out var example) ? JsonNode.Parse(example.GetRawText())
            : schema.ValueKind == JsonValueKind.Object ? new MockValue(root, true, 0, isRequest).Of(schema, "answer") : null;
        return new(
            media.Name, schema.ValueKind == JsonValueKind.Object ? DescribedField.Below(root, schema) : [],
            sample is JsonValue one && one.TryGetValue<string>(out var text) ? text : sample?.ToJsonString(OpenApiEndpoint.Readable));
    }
}

internal sealed record DescribedAnswer(
    string Status, string Words, DescribedBody? Body, IReadOnlyList<(string Name, string Words)> Headers)
{
    public bool IsWell => Status.StartsWith('2');
}
