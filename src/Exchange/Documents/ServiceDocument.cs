using Phusa.Exchange.Services;

namespace Phusa.Exchange.Documents;

/// <summary>What describes a service without a dataset, as it was given: OpenAPI as JSON or YAML, or a WSDL.</summary>
/// <param name="Source">The address it was fetched from; null where it was brought.</param>
/// <param name="Revision">Goes up with each change.</param>
internal sealed record ServiceDocument(
    Guid ServiceId, string Content, string? Source, DateTimeOffset ChangedAt, string ChangedBy, long Revision)
{
    /// <summary>Its media type and file name by what it is.</summary>
    public (string Type, string Extension) Form(ServiceKind kind) =>
        kind == ServiceKind.Soap ? ("text/xml; charset=utf-8", "wsdl")
        : Content.AsSpan().TrimStart("\uFEFF \t\r\n").StartsWith("{") ? ("application/json; charset=utf-8", "json")
        : ("application/yaml; charset=utf-8", "yaml");
}
