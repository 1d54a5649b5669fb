using Phusa.Kernel.Modules;

namespace Phusa.Quality;

/// <summary>Checks, the six scores and what was measured of each version.</summary>
public sealed class QualityModule : Module
{
    public override string Name => "quality";

    public override void Add(IServiceCollection services, IConfiguration configuration) =>
        services.AddSingleton<Catalog.Contracts.IWhyStation, Why.ChecksStation>()
            .AddSingleton<Contracts.QualityReports>().AddSingleton<Contracts.Relations>();
}
