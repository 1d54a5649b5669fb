using Phusa.Host.Demo;

namespace Phusa.Tests.Unit.Host.Demo;

public sealed class PacksTests
{
    private static readonly Packs packs = Packs.Open(Generated.Root);

    [Fact]
    public void Province_lists_and_glossary_are_read()
    {
        Assert.Equal("H21", packs.Province.AgencyCode);
        Assert.Equal("so-nn-mt", packs.Province.Agencies.Single(agency => agency.Code == "H21.24").Team);
        Assert.Contains(packs.Province.DemoAccounts, account => account is { UserName: "nguoidan", Agency: null });
        var filter = packs.Province.HomeFigures.Single(figure => figure.Key == "online-services").Source.Filter;
        Assert.Equal(18, filter!["no"].GetInt32());
        Assert.Equal(new DateOnly(2023, 11, 9), packs.Lists.Single(list => list.Kind == "open").Decision.Date);
        Assert.Contains(packs.Glossary, term => term is { Name: "Agency", TermEn: "agency" });
    }

    [Fact]
    public void Every_dataset_has_rows_or_a_recipe_and_stands_in_the_order_of_loading()
    {
        Assert.Equal(packs.Province.LoadOrder, packs.Datasets.Select(dataset =>
            Path.GetFileName(Path.GetDirectoryName(dataset.ContractPath)) + "/" + dataset.Name));
        Assert.All(packs.Datasets, dataset =>
        {
            Assert.True(File.Exists(dataset.ContractPath));
            Assert.True(File.Exists(dataset.CsvPath ?? dataset.RecipePath));
        });
    }

    [Fact]
    public void Lists_name_datasets_that_exist()
    {
        Assert.Empty(packs.Lists.SelectMany(list => list.Entries).Select(entry => entry.Dataset)
            .Except(packs.Datasets.Select(dataset => dataset.Name)));
    }

    [Fact]
    public void Packs_are_found_where_configured_or_above_the_program()
    {
        var deep = Path.Combine(Path.GetDirectoryName(Generated.Root)!, "artifacts", "bin", "host");

        Assert.Equal(Generated.Root, PacksFolder.Find(null, deep));
        Assert.Equal(Generated.Root, PacksFolder.Find(Generated.Root, "/"));
        Assert.Throws<DirectoryNotFoundException>(() => PacksFolder.Find(deep, AppContext.BaseDirectory));
    }
}
