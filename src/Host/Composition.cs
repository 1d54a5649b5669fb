using Phusa.Kernel.Modules;
using Phusa.Warehouse.Contracts;

namespace Phusa.Host;

/// <summary>Puts the modules together, for the server and for the verbs that need no server.</summary>
internal static class Composition
{
    public static ServiceProvider Services(IConfiguration configuration)
    {
        var services = new ServiceCollection();
        services.AddLogging(logging => logging.AddSimpleConsole().SetMinimumLevel(LogLevel.Warning));
        services.AddSingleton(configuration);
        AddModules(services, configuration);
        // Such a verb is over before a native table would be of use.
        services.Configure<WarehouseOptions>(options => options.CacheMegabytes = 0);
        return services.BuildServiceProvider();
    }

    public static void AddModules(IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<Module[]>(River.Modules);
        foreach (var module in River.Modules)
        {
            module.Add(services, configuration);
        }
    }
}
