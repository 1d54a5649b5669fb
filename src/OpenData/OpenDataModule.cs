using Phusa.Catalog.Contracts;
using Phusa.Kernel.Jobs;
using Phusa.Kernel.Modules;
using Phusa.OpenData.Access;
using Phusa.OpenData.AgencyPages;
using Phusa.OpenData.Api;
using Phusa.OpenData.Catalogue;
using Phusa.OpenData.Contracts;
using Phusa.OpenData.DatasetPages;
using Phusa.OpenData.Dcat;
using Phusa.OpenData.GlossaryPages;
using Phusa.OpenData.Home;
using Phusa.OpenData.LedgerRoots;
using Phusa.OpenData.ListPages;
using Phusa.OpenData.NotFound;
using Phusa.OpenData.OpenApi;
using Phusa.OpenData.Rows;
using Phusa.OpenData.Standing;
using Phusa.OpenData.Why;
using Phusa.Ui;

namespace Phusa.OpenData;

/// <summary>The portal: home, catalogue, dataset pages, "why?", and the API over all of it.</summary>
public sealed class OpenDataModule : Module
{
    public override string Name => "opendata";

    public override void Add(IServiceCollection services, IConfiguration configuration)
    {
        services.AddHttpContextAccessor();
        services.AddScoped(typeof(Shown<>));
        services.AddSingleton<PublishLedgerRoots>().AddSingleton<JobHandler, LedgerRootsJob>().AddHostedService<LedgerRootsClock>();
        services.AddSingleton<Standings>();
        services.AddSingleton<IDatasetStandings>(provider => provider.GetRequiredService<Standings>());
        services.AddSingleton<Sights>().AddSingleton<NameBook>().AddSingleton<FrontPage>();
        services.AddSingleton<DatasetFigures>().AddSingleton<ReadHome>();
        services.AddSingleton<ReadRows>().AddSingleton<CodeLabels>().AddSingleton<ReadDataset>();
        services.AddSingleton<ReadTable>().AddSingleton<ReadRow>().AddSingleton<ReadFaults>().AddSingleton<ReadChanges>().AddSingleton<Restore>();
        services.AddSingleton<ReadAgencies>().AddSingleton<ReadLists>();
        services.AddSingleton<AskWhy>().AddSingleton<IWhyStation, PortalStation>();
        services.AddSingleton<RowsSender>().AddSingleton<LookUpRow>();
        services.ConfigureHttpJsonOptions(JsonForm.Apply);
        OpenApiEndpoints.Add(services);
        services.AddScoped<DatasetTab>().AddScoped<MissingPage>().AddScoped<WhyPages>();
        services.AddSingleton(new NavigationItem(10, T.NavDatasets, "/datasets", "database"));
        services.AddSingleton(new NavigationItem(50, T.AgenciesTitle, "/agencies", "building-bank"));
        services.AddSingleton(new NavigationItem(80, T.ListsTitle, "/lists", "gavel"));
        services.AddSingleton(new NavigationItem(90, T.GlossaryTitle, "/glossary", "book"));
    }

    public override void Map(IEndpointRouteBuilder routes)
    {
        var pages = routes.MapGroup("").AddEndpointFilter<TaggedPage>();
        HomeEndpoints.Map(pages);
        CatalogueEndpoints.Map(pages);
        DatasetEndpoints.Map(pages);
        WhyEndpoints.Map(pages);
        AgencyEndpoints.Map(pages);
        GlossaryEndpoints.Map(pages);
        ListEndpoints.Map(pages);
        CatalogueApi.Map(routes);
        DatasetApi.Map(routes);
        FaultsApi.Map(routes);
        RowsApi.Map(routes);
        VersionsApi.Map(routes);
        DcatEndpoints.Map(routes);
        WhyApi.Map(routes);
        OpenApiEndpoints.Map(routes);
    }
}
