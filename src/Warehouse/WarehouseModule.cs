using Microsoft.Extensions.Options;
using Phusa.Kernel.Modules;
using Phusa.Warehouse.Caching;
using Phusa.Warehouse.Contracts;

namespace Phusa.Warehouse;

/// <summary>The lake, versions of datasets, rows served by key, and queries.</summary>
public sealed class WarehouseModule : Module
{
    public override string Name => "warehouse";

    public override void Add(IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<WarehouseOptions>().Bind(configuration.GetSection("Warehouse"))
            .ValidateDataAnnotations().ValidateOnStart();
        var data = configuration["Data"] ?? "data";
        services.AddSingleton(new Lake(Path.Combine(data, "lake")));
        services.AddSingleton<Versions>();
        services.AddSingleton<ServedVersions>();
        services.AddSingleton<WriterLease>();
        services.AddSingleton(provider => new Compute(
            Path.Combine(data, "cache", "compute.duckdb"), provider.GetRequiredService<Lake>(),
            provider.GetRequiredService<IOptions<WarehouseOptions>>(), provider.GetRequiredService<ILogger<Compute>>()));
        services.AddSingleton<ResultCache>();
        services.AddSingleton(provider => new QueryRunner(
            provider.GetRequiredService<Compute>(), provider.GetRequiredService<ResultCache>()));
        services.AddSingleton<ServingTable>();
        services.AddSingleton<Catalog.Contracts.IWhyStation, Why.VersionStation>();
        services.AddSingleton<RowOrigins>().AddSingleton<CompareVersions>().AddSingleton<RestoreVersion>();
    }
}
