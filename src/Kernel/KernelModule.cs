using Phusa.Kernel.Data;
using Phusa.Kernel.Jobs;
using Phusa.Kernel.Modules;

namespace Phusa.Kernel;

/// <summary>Owns what every module shares: the records database, its migrations and the job table.</summary>
public sealed class KernelModule : Module
{
    public override string Name => "kernel";

    public override void Add(IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton(_ => new Database(Dialect(configuration)));
        services.AddSingleton(provider => new Migrator(
            provider.GetRequiredService<Database>(),
            Migration.Of(provider.GetRequiredService<Module[]>(), provider.GetRequiredService<Database>().Dialect)));
        services.AddSingleton<JobStore>();
    }

    /// <summary>
    /// <c>Records</c> is a PostgreSQL connection string; without one the records are a SQLite file in the folder
    /// that <c>Data</c> names (default <c>data</c>).
    /// </summary>
    private static Dialect Dialect(IConfiguration configuration)
    {
        if (configuration["Records"] is { Length: > 0 } connection)
        {
            return new PostgresDialect(connection);
        }
        var folder = Directory.CreateDirectory(configuration["Data"] ?? "data");
        return new SqliteDialect(Path.Combine(folder.FullName, "records.db"));
    }
}
