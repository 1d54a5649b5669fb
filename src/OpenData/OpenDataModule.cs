using Phusa.Catalog.Contracts;
using Phusa.Kernel.Modules;
using Phusa.OpenData.Access;
using Phusa.OpenData.Catalogue;
using Phusa.OpenData.Contracts;
using Phusa.OpenData.Home;
using Phusa.OpenData.Standing;
using Phusa.Ui;

namespace Phusa.OpenData;

/// <summary>The portal: home, catalogue, dataset pages, "why?", and the API over all of it.</summary>
public sealed class OpenDataModule : Module
{
    public override string Name => "opendata";

    public override void Add(IServiceCollection services, IConfiguration configuration)
    {
        services.AddScoped(typeof(Shown<>));
        services.AddSingleton<Sights>().AddSingleton<NameBook>().AddSingleton<FrontPage>();
        services.AddSingleton<Standings>();
        services.AddSingleton<IDatasetStandings>(provider => provider.GetRequiredService<Standings>());
        services.AddSingleton<DatasetFigures>().AddSingleton<ReadHome>();
        services.AddSingleton(new NavigationItem(10, T.NavDatasets, "/datasets", "database"));
    }

    public override void Map(IEndpointRouteBuilder routes)
    {
        HomeEndpoints.Map(routes);
        CatalogueEndpoints.Map(routes);
    }
}
