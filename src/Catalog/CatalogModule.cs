using Phusa.Catalog.Contracts;
using Phusa.Kernel.Modules;

namespace Phusa.Catalog;

/// <summary>Datasets and their contracts.</summary>
public sealed class CatalogModule : Module
{
    public override string Name => "catalog";

    public override void Add(IServiceCollection services, IConfiguration configuration) => services.AddSingleton<Datasets>();
}
