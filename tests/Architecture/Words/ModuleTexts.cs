using System.Text.Json;
using Phusa.Tests.Architecture.Tree;

namespace Phusa.Tests.Architecture.Words;

/// <summary>What a module says, in both languages.</summary>
public sealed record ModuleTexts(string Module, IReadOnlyDictionary<string, string> Vi, IReadOnlyDictionary<string, string> En)
{
    public static IReadOnlyList<ModuleTexts> All() =>
    [
        .. Repository.Files("src", "vi.json").Where(file => file.IsUnder($"src/{file.Module}/Texts"))
            .Select(file => new ModuleTexts(
                file.Module, Read(file), Read(Repository.Read(file.Path.Replace("vi.json", "en.json", StringComparison.Ordinal))))),
    ];

    private static Dictionary<string, string> Read(SourceFile file) =>
        JsonSerializer.Deserialize<Dictionary<string, string>>(file.Text)!;
}
