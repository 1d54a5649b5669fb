using System.Security.Cryptography;
using System.Text;
using Phusa.Kernel.Modules;

namespace Phusa.Kernel.Data;

/// <summary>
/// One numbered, forward-only step of a module's schema, embedded as <c>Schema/0001-name.sql</c>; a step that
/// differs by engine stands as <c>0001-name.sqlite.sql</c> and <c>0001-name.postgres.sql</c>. Steps of a database that is
/// a file of its own on SQLite stand in a folder named after it, such as <c>Schema/ledger</c>.
/// </summary>
public sealed record Migration(string Module, int Number, string Name, string Script)
{
    /// <summary>Proves that a step that ran was not edited afterwards.</summary>
    public string Checksum { get; } = Convert.ToHexStringLower(
        SHA256.HashData(Encoding.UTF8.GetBytes(Script.ReplaceLineEndings("\n"))));

    /// <summary>The steps of all modules for one engine, in river order and by number.</summary>
    /// <param name="folder">The database's folder below <c>Schema</c>; empty for the records.</param>
    public static IReadOnlyList<Migration> Of(IEnumerable<Module> modules, Dialect dialect, string folder = "") =>
        [.. modules.SelectMany(module => module.Assembly.GetManifestResourceNames()
            .Where(name => name[..(name.LastIndexOf('/') + 1)] == (folder.Length == 0 ? "Schema/" : $"Schema/{folder}/"))
            .Select(name => Read(module, name, dialect.Name, folder))
            .OfType<Migration>()
            .OrderBy(migration => migration.Number))];

    private static Migration? Read(Module module, string resource, string engine, string folder)
    {
        var parts = resource[(resource.LastIndexOf('/') + 1)..^".sql".Length].Split('.');
        if (parts.Length == 2 && parts[1] != engine)
        {
            return null;
        }
        using var stream = module.Assembly.GetManifestResourceStream(resource)
            ?? throw new InvalidOperationException($"{resource} is not embedded in {module.Name}");
        using var reader = new StreamReader(stream);
        var number = int.Parse(parts[0].AsSpan(0, 4), System.Globalization.CultureInfo.InvariantCulture);
        return new(folder.Length == 0 ? module.Name : $"{module.Name}.{folder}", number, parts[0], reader.ReadToEnd());
    }
}
