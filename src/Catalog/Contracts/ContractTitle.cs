using Phusa.Kernel.Texts;

namespace Phusa.Catalog.Contracts;

/// <summary>Titles come from people, so a brace in one is a brace and never a placeholder.</summary>
internal static class ContractTitle
{
    public static Text Of(string? vi, string? en, string name) =>
        new(Escaped(vi ?? en ?? name), Escaped(en ?? vi ?? name));

    private static string Escaped(string text) => text.Replace("{", "{{", StringComparison.Ordinal)
        .Replace("}", "}}", StringComparison.Ordinal);
}

internal static class PlainValues
{
    public static readonly IReadOnlyDictionary<string, object?> None = new Dictionary<string, object?>();
}
