using System.Text.Json;
using System.Text.Json.Serialization;
using Phusa.Host.Demo.Recipes;
using Phusa.Host.Demo.Tables;

namespace Phusa.Host.Demo;

/// <summary>The packs of the model province, read from their folder. Their form is told in packs/README.md.</summary>
internal sealed class Packs
{
    private const string ContractEnding = ".contract.yaml";

    private static readonly JsonSerializerOptions strict = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    private Packs(string root)
    {
        Root = root;
        Province = Read<ProvincePack>("province.json");
        Lists = Read<ListsFile>("lists.json").Lists;
        Exchange = Read<ExchangePack>("exchange.json");
        Oversight = Read<OversightPack>("oversight.json");
        Glossary = ReadGlossary();
        Datasets = Discover();
    }

    public string Root { get; }

    public ProvincePack Province { get; }

    public IReadOnlyList<ListPack> Lists { get; }

    public ExchangePack Exchange { get; }

    public OversightPack Oversight { get; }

    public IReadOnlyList<TermPack> Glossary { get; }

    /// <summary>Every dataset, in the order in which they are loaded: references point backwards.</summary>
    public IReadOnlyList<DatasetPack> Datasets { get; }

    /// <exception cref="InvalidDataException">A file cannot be understood; the message names it.</exception>
    public static Packs Open(string root) => new(Path.GetFullPath(root));

    private T Read<T>(string file)
    {
        try
        {
            return JsonSerializer.Deserialize<T>(File.ReadAllBytes(Path.Combine(Root, file)), strict)
                ?? throw new InvalidDataException($"{file}: must be an object.");
        }
        catch (JsonException wrong)
        {
            throw new InvalidDataException($"{file}: {wrong.Message}", wrong);
        }
    }

    private TermPack[] ReadGlossary()
    {
        const string file = "glossary.csv";
        var lines = PackCsv.Read(Path.Combine(Root, "dung-chung", file));
        string[] columns = ["name", "term_vi", "term_en", "definition_vi", "definition_en"];
        return lines[0].SequenceEqual(columns)
            ? [.. lines.Skip(1).Select(cell => new TermPack(cell[0], cell[1], cell[2], cell[3], cell[4]))]
            : throw new InvalidDataException($"{file}: must have the columns {string.Join(", ", columns)}.");
    }

    /// <summary>Those that the order of loading does not name come last, by name.</summary>
    private DatasetPack[] Discover()
    {
        var found = Directory.EnumerateDirectories(Root)
            .SelectMany(folder => Directory.EnumerateFiles(folder, "*" + ContractEnding))
            .ToDictionary(contract =>
                Path.GetRelativePath(Root, contract)[..^ContractEnding.Length].Replace('\\', '/'));
        if (Province.LoadOrder.FirstOrDefault(name => !found.ContainsKey(name)) is { } missing)
        {
            throw new InvalidDataException($"province.json: loadOrder names '{missing}', which has no contract.");
        }

        return [.. Province.LoadOrder.Concat(found.Keys.Order(StringComparer.Ordinal)).Distinct()
            .Select(name => Dataset(name, found[name]))];
    }

    private static DatasetPack Dataset(string name, string contract)
    {
        var stem = contract[..^ContractEnding.Length];
        var (csv, recipe) = (stem + ".csv", stem + Recipe.Ending);
        return (File.Exists(csv), File.Exists(recipe)) switch
        {
            (true, false) => new DatasetPack(Path.GetFileName(name), contract, csv, null),
            (false, true) => new DatasetPack(Path.GetFileName(name), contract, null, recipe),
            (true, true) => throw new InvalidDataException($"{name}: has both rows and a recipe for them."),
            _ => throw new InvalidDataException($"{name}: has neither rows nor a recipe for them."),
        };
    }

    private sealed record ListsFile(IReadOnlyList<ListPack> Lists);
}
