using Phusa.Host.Demo.Fields;
using Phusa.Host.Demo.Recipes;

namespace Phusa.Host.Demo.Tables;

/// <summary>Finds the datasets and names that recipes refer to, each once.</summary>
internal sealed class PackTables(string packsRoot, DateOnly today)
{
    private readonly Dictionary<string, Table?> tables = [];
    private Names? names;
    private Communes? communes;

    public Names Names(Arguments asker)
    {
        return names ??= Tables.Names.Read(Path.Combine(packsRoot, "dung-chung", "names.json"), asker);
    }

    public Communes Communes(Arguments asker)
    {
        return communes ??= Find("communes_gialai", asker) is FactsTable table
            ? new Communes(table, asker)
            : throw asker.Refuse("'communes_gialai' must be a table of facts");
    }

    public Table Find(string dataset, Arguments asker)
    {
        if (tables.TryGetValue(dataset, out var known))
        {
            return known ?? throw asker.Refuse($"'{dataset}' is made of itself, in a circle");
        }

        tables[dataset] = null;
        var table = Read(dataset, asker);
        tables[dataset] = table;
        return table;
    }

    /// <summary>Understands a recipe; a dataset it points to may not point back to it.</summary>
    public Plan Plan(Recipe recipe)
    {
        tables.TryAdd(recipe.Dataset, null);
        return new PlanBuilder(recipe, this, today).Build();
    }

    private Table Read(string dataset, Arguments asker)
    {
        if (Locate(dataset + ".csv") is { } facts)
        {
            var lines = PackCsv.Read(facts);
            return new FactsTable(dataset, lines[0], [.. lines.Skip(1).Select(line => new Texts(line))]);
        }

        return Locate(dataset + Recipe.Ending) is { } path
            ? new RecipeTable(dataset, Plan(Recipe.Read(path)))
            : throw asker.Refuse($"there is no dataset '{dataset}'");
    }

    private string? Locate(string file)
    {
        return Directory.EnumerateDirectories(packsRoot).Order(StringComparer.Ordinal)
            .Select(folder => Path.Combine(folder, file)).FirstOrDefault(File.Exists);
    }
}
