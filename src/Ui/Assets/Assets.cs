using System.Text.Json;

namespace Phusa.Ui;

/// <summary>
/// What the npm build made for the browser. A page asks for <c>app.css</c> and gets the address that carries its
/// hash, so that browsers may keep it for ever.
/// </summary>
public sealed class Assets
{
    private readonly Dictionary<string, string> names;

    /// <param name="folder">Where <c>manifest.json</c> and the files are; missing when the front end is not built.</param>
    public Assets(string folder)
    {
        Folder = folder;
        var manifest = Path.Combine(folder, "manifest.json");
        names = File.Exists(manifest)
            ? JsonSerializer.Deserialize<Dictionary<string, string>>(File.ReadAllBytes(manifest)) ?? []
            : [];
        Files = Directory.Exists(folder)
            ? Directory.EnumerateFiles(folder).Select(file => Path.GetFileName(file)).ToHashSet(StringComparer.Ordinal)
            : [];
    }

    /// <summary>False when the front end was never built: pages work, but look bare.</summary>
    public bool AreBuilt => names.Count > 0;

    internal string Folder { get; }

    /// <summary>The only names that are ever served, so that no path can lead out of the folder.</summary>
    internal HashSet<string> Files { get; }

    /// <summary>The address of an asset by its plain name, such as <c>app.css</c>.</summary>
    public string Url(string name) => $"/assets/{names.GetValueOrDefault(name, name)}";
}
