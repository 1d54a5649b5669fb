using System.Text.Json;

namespace Phusa.Ui;

/// <summary>The drawings that the front-end build took from Tabler icons for the names in <c>icons.txt</c>.</summary>
internal static class IconPaths
{
    private static readonly Dictionary<string, string> Drawings = Read();

    public static bool Has(string name) => Drawings.ContainsKey(name);

    /// <exception cref="ArgumentException">No icon has that name.</exception>
    public static string Of(string name) => Drawings.TryGetValue(name, out var drawing)
        ? drawing
        : throw new ArgumentException($"Icon '{name}' does not stand in Icons/icons.txt", nameof(name));

    private static Dictionary<string, string> Read()
    {
        using var stream = typeof(IconPaths).Assembly.GetManifestResourceStream("icons.json")
            ?? throw new InvalidOperationException("icons.json is not embedded");
        return JsonSerializer.Deserialize<Dictionary<string, string>>(stream) ?? [];
    }
}
