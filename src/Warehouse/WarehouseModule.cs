using Phusa.Kernel.Modules;
using Phusa.Warehouse.Contracts;

namespace Phusa.Warehouse;

/// <summary>The lake, the versions of every dataset, and the queries over them.</summary>
public sealed class WarehouseModule : Module
{
    public override string Name => "warehouse";

    public override void Add(IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton(new Lake(Path.Combine(Path.GetFullPath(configuration["Data"] ?? "data"), "lake")));
        services.AddSingleton<Versions>();
    }
}
