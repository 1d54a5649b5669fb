using Phusa.Catalog.Approvals;
using Phusa.Catalog.Contracts;
using Phusa.Catalog.Naming;
using Phusa.Catalog.Pages;
using Phusa.Catalog.Search;
using Phusa.Catalog.Systems;
using Phusa.Catalog.Why;
using Phusa.Kernel.Data;
using Phusa.Kernel.Modules;
using Phusa.Security.Contracts;
using Phusa.Ui;

namespace Phusa.Catalog;

/// <summary>Datasets and their contracts, systems, the glossary, themes, lists issued by decision, and search over them.</summary>
public sealed class CatalogModule : Module
{
    public override string Name => "catalog";

    public override void Add(IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<Datasets>();
        services.AddSingleton<Terms>();
        services.AddSingleton<Themes>();
        services.AddSingleton<DatasetLists>();
        services.AddSingleton<IWhyStation, OwnerStation>();
        services.AddSingleton<IDatasetNames, TitlesOfDatasets>();
        services.AddSingleton(provider => new DatasetSearch(
            new IndexSource(
                provider.GetRequiredService<Database>(), provider.GetRequiredService<Datasets>(),
                provider.GetRequiredService<Terms>(), provider.GetRequiredService<Themes>(),
                provider.GetRequiredService<Agencies>(), provider.GetRequiredService<IDatasetStandings>()),
            provider.GetRequiredService<TimeProvider>()));
        AddOwnPages(services);
    }

    public override void Map(IEndpointRouteBuilder routes)
    {
        ProposalEndpoints.Map(routes);
        ProposalPages.Map(routes);
        ContractPages.Map(routes);
        SystemApi.Map(routes);
        SystemPages.Map(routes);
        DatabasePages.Map(routes);
    }

    private static void AddOwnPages(IServiceCollection services)
    {
        services.AddSingleton(provider => new ContractProposals(
            new ProposalStore(provider.GetRequiredService<Database>()), provider.GetRequiredService<Datasets>(),
            provider.GetRequiredService<Agencies>(), provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton(provider => new InformationSystems(
            new SystemStore(provider.GetRequiredService<Database>()), provider.GetRequiredService<Agencies>(),
            provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton(new NavigationItem(60, T.NavSystems, "/systems", "server-2"));
        services.AddSingleton(new NavigationItem(
            70, T.NavContracts, "/contracts", "file-text",
            http => http.Caller().AgenciesAs(Role.Steward).Any()));
    }
}
