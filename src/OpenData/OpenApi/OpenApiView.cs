using Microsoft.OpenApi;

namespace Phusa.OpenData.OpenApi;

/// <summary>The API as its page shows it: operations by tag.</summary>
internal sealed record OpenApiView(IReadOnlyList<OperationGroup> Groups)
{
    public static OpenApiView Of(OpenApiDocument document) => new([.. document.Paths
        .SelectMany(path => (path.Value.Operations ?? []).Select(operation => new Operation(
            operation.Key.Method, path.Key, operation.Value.Summary ?? "",
            operation.Value.Tags?.FirstOrDefault()?.Name ?? "",
            [.. (operation.Value.Parameters ?? []).Select(Parameter)])))
        .GroupBy(operation => operation.Tag).OrderBy(group => group.Key, StringComparer.Ordinal)
        .Select(group => new OperationGroup(group.Key, [.. group.OrderBy(operation => operation.Path, StringComparer.Ordinal)]))]);

    private static OperationParameter Parameter(IOpenApiParameter parameter) =>
        new(parameter.Name ?? "", parameter.In?.ToString().ToLowerInvariant() ?? "", parameter.Required);
}

internal sealed record OperationGroup(string Tag, IReadOnlyList<Operation> Operations);

internal sealed record Operation(
    string Method, string Path, string Summary, string Tag, IReadOnlyList<OperationParameter> Parameters)
{
    public string Anchor => $"{Method}{Path}".Replace('/', '-').Replace("{", "", StringComparison.Ordinal)
        .Replace("}", "", StringComparison.Ordinal).Replace("*", "", StringComparison.Ordinal).ToLowerInvariant();

    /// <summary>Can be opened as it is.</summary>
    public bool IsLink => Method == "GET" && !Path.Contains('{', StringComparison.Ordinal);
}

internal sealed record OperationParameter(string Name, string In, bool IsRequired);
