using System.Globalization;
using Phusa.Host.Demo;
using Phusa.Host.Demo.Recipes;
using Phusa.Host.Demo.Tables;

namespace Phusa.Tests.Unit.Host.Demo;

/// <summary>The recipes of the packs keep what their contracts promise, faults aside.</summary>
public sealed class PackRecipeTests
{
    private static readonly Packs packs = Packs.Open(Generated.Root);

    public static TheoryData<string> Recipes =>
        [.. packs.Datasets.Where(dataset => dataset.RecipePath is not null).Select(dataset => dataset.Name)];

    [Theory]
    [MemberData(nameof(Recipes))]
    public void Columns_are_the_contracts_fields_in_their_order(string name)
    {
        var dataset = Dataset(name);

        Assert.Equal(Fields(dataset).Select(field => field.Name), PlanOf(dataset).Fields.Select(field => field.Name));
    }

    [Theory]
    [MemberData(nameof(Recipes))]
    public void Keys_are_unique_and_required_cells_filled(string name)
    {
        var fields = Fields(Dataset(name));
        var rows = Sound(name);

        var key = fields.Where(field => field.IsKey).ToArray();
        Assert.NotEmpty(key);
        var keys = rows.Select(row => string.Join('|', key.Select(field => row[field.Name])));
        Assert.Equal(rows.Count, keys.Distinct().Count());
        var alone = fields.Where(field => field.IsUnique);
        Assert.All(alone, field => Assert.Equal(rows.Count, rows.Select(row => row[field.Name]).Distinct().Count()));
        var required = fields.Where(field => field.IsRequired);
        Assert.All(required, field => Assert.DoesNotContain(rows, row => row[field.Name].Length == 0));
    }

    [Theory]
    [MemberData(nameof(Recipes))]
    public void Values_keep_ranges_patterns_lengths_and_accepted_values(string name)
    {
        var rows = Sound(name);
        foreach (var field in Fields(Dataset(name)))
        {
            Assert.All(rows.Select(row => row[field.Name]).Where(value => value.Length > 0), field.Admits);
        }
    }

    [Theory]
    [MemberData(nameof(Recipes))]
    public void Communes_exist_and_text_is_composed(string name)
    {
        var codes = PackCsv.Read(Path.Combine(packs.Root, "dung-chung", "communes_gialai.csv"))
            .Skip(1).Select(line => line[0]).ToHashSet();

        Assert.All(Sound(name), row =>
        {
            Assert.True(!row.TryGetValue("commune_code", out var code) || codes.Contains(code), code);
            Assert.All(row.Values, value => Assert.True(value.IsNormalized()));
        });
    }

    [Theory]
    [MemberData(nameof(Recipes))]
    public async Task The_same_bytes_come_twice_and_from_blocks_made_in_parallel(string name)
    {
        var recipe = Dataset(name).RecipePath!;
        var plan = Generated.Generator.Plan(recipe, packs.Root);
        using var once = new MemoryStream();
        var counted = await Generated.Generator.WriteCsvAsync(recipe, packs.Root, once, CancellationToken.None);

        var at = new CsvBuffer();
        plan.WriteHeader(at);
        var starts = at.Length;
        var blocks = Enumerable.Range(0, (int)((plan.Rows + 9_999) / 10_000)).AsParallel().AsOrdered().Select(block =>
        {
            var buffer = new CsvBuffer();
            plan.WriteRows(block * 10_000L, Math.Min((block + 1) * 10_000L, plan.Rows), buffer);
            return buffer;
        });
        foreach (var block in blocks)
        {
            Assert.True(once.GetBuffer().AsSpan(starts, block.Length).SequenceEqual(block.From(0)));
            starts += block.Length;
        }

        Assert.Equal(once.Length, starts);
        Assert.InRange(counted, plan.Rows, plan.Rows * 1.001);
        Assert.Equal(counted + 1, once.GetBuffer().AsSpan(0, starts).Count((byte)'\n'));
    }

    [Fact]
    public void Citizen_numbers_agree_with_birth_and_sex()
    {
        var rows = Generated.Rows(PlanOf(Dataset("citizens_demo")), 20_000);

        Assert.Equal(20_000, rows.Select(row => row["citizen_id"]).Distinct().Count());
        Assert.All(rows, row =>
        {
            var year = int.Parse(row["birth_date"][..4], CultureInfo.InvariantCulture);
            var digit = (year >= 2000 ? 2 : 0) + (row["sex"] == "nam" ? 0 : 1);
            Assert.Matches($"^[0-9]{{3}}{digit}{row["birth_date"][2..4]}[0-9]{{6}}$", row["citizen_id"]);
        });
    }

    [Fact]
    public void Households_are_of_citizens_that_exist()
    {
        var citizens = Generated.Rows(PlanOf(Dataset("citizens_demo")), 20_000).ToDictionary(row => row["citizen_id"]);

        Assert.All(Sound("households_support"), row =>
        {
            Assert.Equal(citizens[row["citizen_id"]]["commune_code"], row["commune_code"]);
            Assert.Equal(citizens[row["citizen_id"]]["full_name"].Trim(), row["recipient_name"]);
        });
    }

    [Fact]
    public void Production_is_area_times_yield()
    {
        Assert.All(Sound("farm_plots"), row => Assert.InRange(
            Number(row["production_t"]) - Number(row["area_ha"]) * Number(row["yield_t_ha"]), -0.006, 0.006));
    }

    private static DatasetPack Dataset(string name) => packs.Datasets.Single(dataset => dataset.Name == name);

    private static Plan PlanOf(DatasetPack dataset) => Generated.Generator.Plan(dataset.RecipePath!, packs.Root);

    /// <summary>The first rows without their faults.</summary>
    private static IReadOnlyList<Dictionary<string, string>> Sound(string name)
    {
        var recipe = Recipe.Read(Dataset(name).RecipePath!) with { Faults = null };
        var tables = new PackTables(packs.Root, new DateOnly(2026, 3, 10));
        return Generated.Rows(tables.Plan(recipe), 1000);
    }

    private static ContractField[] Fields(DatasetPack dataset) => ContractField.Read(dataset.ContractPath);

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
