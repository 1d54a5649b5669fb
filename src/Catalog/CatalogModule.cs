using Phusa.Catalog.Contracts;
using Phusa.Catalog.Search;
using Phusa.Catalog.Why;
using Phusa.Kernel.Data;
using Phusa.Kernel.Modules;
using Phusa.Security.Contracts;

namespace Phusa.Catalog;

/// <summary>Datasets and their contracts, the glossary, themes, lists issued by decision, and search over them.</summary>
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
        services.AddSingleton(provider => new DatasetSearch(
            new IndexSource(
                provider.GetRequiredService<Database>(), provider.GetRequiredService<Datasets>(),
                provider.GetRequiredService<Terms>(), provider.GetRequiredService<Themes>(),
                provider.GetRequiredService<Agencies>(), provider.GetRequiredService<IDatasetStandings>()),
            provider.GetRequiredService<TimeProvider>()));
    }
}
