using System.Text;
using System.Text.Json;
using Microsoft.OpenApi;
using Phusa.Kernel.Outcomes;
using Phusa.Kernel.Texts;
using YamlDotNet.Core;

namespace Phusa.Exchange.Schemas;

/// <summary>
/// What a service's OpenAPI document (3.0 or 3.1, JSON or YAML) says can be called. All that is wrong with a document is
/// told at once; one that refers to other documents is refused, they would have to be fetched.
/// </summary>
internal sealed class ApiDocument
{
    public const int MostCharacters = 5_000_000;

    private const int Deepest = 100;

    /// <summary>Names below which a <c>$ref</c> is a value, not a reference.</summary>
    private static readonly string[] Values = ["example", "examples", "default", "enum", "const"];

    private ApiDocument(JsonElement root, IReadOnlyList<Operation> operations) => (Root, Operations) = (root, operations);

    /// <summary>The whole of it as JSON; its references hold.</summary>
    public JsonElement Root { get; }

    /// <summary>Concrete paths first, as they are looked at.</summary>
    public IReadOnlyList<Operation> Operations { get; }

    public static Outcome<ApiDocument> Read(string text)
    {
        if (text.Length > MostCharacters)
        {
            return new Refusal(new Problem("", "document.too-large", T.DocumentTooLarge(MostCharacters)));
        }
        var json = Json(text, out var broken);
        if (json is not { ValueKind: JsonValueKind.Object } root)
        {
            return new Refusal(broken ?? new Problem("", "document.syntax", T.DocumentSyntax));
        }
        if (Version(root) is not { } is31)
        {
            return new Refusal(new Problem("#/openapi", "document.version", T.DocumentVersion));
        }
        List<Problem> problems = [.. References(root, root, "")];
        if (problems.Count > 0)
        {
            return new Refusal(problems);
        }
        problems.AddRange(Errors(root));
        problems.AddRange(PersonalMark.Problems(root));
        var operations = new OperationReader(root, is31, problems).Read();
        return problems.Count > 0 ? new Refusal(problems) : new ApiDocument(root, operations);
    }

    /// <param name="path">Decoded, from its first slash on: the string that is forwarded.</param>
    public OperationMatch? Match(string method, string path)
    {
        foreach (var operation in Operations)
        {
            if (operation.Method == method && operation.Path.TryMatch(path, out var values))
            {
                return new(operation, values);
            }
        }
        return null;
    }

    /// <summary>Which methods a path has; empty for one that is not described.</summary>
    public IReadOnlyList<string> MethodsAt(string path) =>
        [.. Operations.Where(operation => operation.Path.TryMatch(path, out _)).Select(operation => operation.Method).Distinct()];

    private static JsonElement? Json(string text, out Problem? broken)
    {
        broken = null;
        try
        {
            var isJson = text.AsSpan().TrimStart("\uFEFF \t\r\n").StartsWith("{");
            return JsonText.Read(isJson ? Encoding.UTF8.GetBytes(text.TrimStart('\uFEFF')) : YamlJson.Of(text), Deepest);
        }
        catch (YamlException wrong)
        {
            broken = new("", "document.yaml", T.DocumentYaml(wrong.Start.Line, Text.Same(wrong.Message)));
            return null;
        }
    }

    /// <summary>Whether it is 3.1; null for neither 3.0 nor 3.1.</summary>
    private static bool? Version(JsonElement root) =>
        root.TryGetProperty("openapi", out var version) && version.ValueKind == JsonValueKind.String
            ? version.GetString()!.StartsWith("3.1.", StringComparison.Ordinal) ? true
            : version.GetString()!.StartsWith("3.0.", StringComparison.Ordinal) ? false : null
            : null;

    private static IEnumerable<Problem> References(JsonElement root, JsonElement at, string pointer) => at.ValueKind switch
    {
        JsonValueKind.Object => at.EnumerateObject().SelectMany(pair =>
            pair is { Name: "$ref", Value.ValueKind: JsonValueKind.String }
                ? Reference(root, pair.Value.GetString()!, JsonPointer.Of(pointer, pair.Name))
            : Array.IndexOf(Values, pair.Name) >= 0 && !IsMap(pointer) ? []
            : References(root, pair.Value, JsonPointer.Of(pointer, pair.Name))),
        JsonValueKind.Array => at.EnumerateArray().SelectMany((item, number) =>
            References(root, item, JsonPointer.Of(pointer, number))),
        _ => [],
    };

    /// <summary>Where names are anyone's choice, or statuses.</summary>
    private static bool IsMap(string pointer) =>
        pointer.EndsWith("/properties", StringComparison.Ordinal) || pointer.EndsWith("/responses", StringComparison.Ordinal)
        || pointer.EndsWith("/schemas", StringComparison.Ordinal) || pointer.EndsWith("/content", StringComparison.Ordinal);

    private static IEnumerable<Problem> Reference(JsonElement root, string reference, string pointer)
    {
        if (!reference.StartsWith('#'))
        {
            yield return new("#" + pointer, "document.outside", T.DocumentOutside(reference));
        }
        else if (JsonPointer.OfReference(reference) is not { } place || JsonPointer.Find(root, place) is null)
        {
            yield return new("#" + pointer, "document.reference", T.DocumentReference(reference));
        }
    }

    /// <summary>
    /// What the reader of Microsoft.OpenApi finds wrong with the document as such. On one of an odd shape it fails with
    /// whatever exception, which says no more than that.
    /// </summary>
    private static List<Problem> Errors(JsonElement root)
    {
        try
        {
            return [.. OpenApiDocument.Parse(root.GetRawText(), "json").Diagnostic?.Errors
                .Select(error => Invalid(error.Pointer, error.Message)) ?? []];
        }
        catch (Exception odd) when (odd is not OutOfMemoryException)
        {
            return [Invalid(null, odd.Message)];
        }
    }

    private static Problem Invalid(string? place, string reason) =>
        new(place ?? "", "document.invalid", T.DocumentInvalid(Text.Same(reason)));
}
