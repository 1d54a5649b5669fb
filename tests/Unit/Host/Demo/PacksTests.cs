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
    public void The_exchange_names_what_exists_and_shows_every_state()
    {
        var (exchange, accounts) = (packs.Exchange, packs.Province.DemoAccounts.Select(account => account.UserName).ToHashSet());

        Assert.Empty(exchange.Services.Select(service => service.Dataset).Except(packs.Datasets.Select(dataset => dataset.Name)));
        Assert.Empty(exchange.Agreements.Select(one => one.Service).Except(exchange.Services.Select(service => service.Code)));
        Assert.Empty(exchange.Agreements.Select(one => one.System)
            .Except(exchange.Members.SelectMany(member => member.Systems).Select(system => system.Code)));
        Assert.All(exchange.Services, service => Assert.Contains(service.By, accounts));
        Assert.All(exchange.Agreements, one => Assert.All(one.Deeds.Select(deed => deed.By).Append(one.By), by => Assert.Contains(by, accounts)));
        Assert.Equal(10, exchange.Services.Count(service => service.State == "published"));
        Assert.Equal(["deprecated", "draft"], exchange.Services.Select(service => service.State).Where(state => state != "published"));
        Assert.Equal(
            ["approve", "end", "refuse", "suspend"], exchange.Agreements.SelectMany(one => one.Deeds).Select(deed => deed.Deed).Distinct().Order());
        Assert.Contains(exchange.Agreements, one => one.Deeds.Count == 0);
        Assert.Contains(exchange.Agreements, one => one.ValidTo < 0 && one.Renewal is null);
        Assert.Contains(exchange.Agreements, one => one.Renewal is not null);
    }

    [Fact]
    public void Webhooks_and_what_is_looked_into_name_what_exists_and_are_called_made_up()
    {
        var (exchange, oversight) = (packs.Exchange, packs.Oversight);
        var accounts = packs.Province.DemoAccounts.ToDictionary(account => account.UserName, account => account.Role);
        var datasets = packs.Datasets.Select(dataset => dataset.Name).ToHashSet();

        Assert.Equal([false, true], exchange.Webhooks.Select(one => one.Stopped is not null));
        Assert.All(exchange.Webhooks, one =>
        {
            Assert.Contains(one.System, exchange.Members.SelectMany(member => member.Systems).Select(system => system.Code));
            Assert.EndsWith(".example", new Uri(one.Address).Host, StringComparison.Ordinal);
            Assert.All(one.Deliveries, delivery => Assert.Contains(delivery.Dataset, datasets));
        });
        Assert.Equal([true, false], oversight.Withholdings.Select(one => one.ConfirmedBy is not null));
        Assert.Equal([true, false, false], oversight.Complaints.Select(one => one.Answer is not null));
        Assert.All(oversight.Looks, look =>
        {
            Assert.Contains(look.Dataset, datasets);
            Assert.Equal(2099, Phusa.Kernel.Identifiers.CitizenId.Read(look.Person).Value.BirthYear);
        });
        Assert.All(oversight.Withholdings, one => Assert.Equal("DataOffice", accounts[one.By]));
        Assert.All(oversight.Complaints, one => Assert.Equal("Auditor", accounts[one.By]));
        const string made = "(dữ liệu minh hoạ)";
        Assert.All(
            [
                .. oversight.Looks.Select(one => one.Purpose), .. oversight.Withholdings.Select(one => one.OrderedBy),
                .. oversight.Complaints.SelectMany(one => new[] { one.Body, one.Answer ?? made }),
            ], text => Assert.EndsWith(made, text, StringComparison.Ordinal));
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
