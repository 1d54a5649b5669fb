using Phusa.Kernel.Data;
using Phusa.Kernel.Jobs;
using Phusa.Kernel.Modules;

namespace Phusa.Kernel;

/// <summary>Owns what every module shares: the records database, its migrations and the job table.</summary>
public sealed class KernelModule : Module
{
    /// <summary>
    /// Key of the database that holds evidence, and its folder below <c>Schema</c>. On SQLite it is a file of its own, since the
    /// one writer of a file would make every exchange wait; on PostgreSQL it is the records database.
    /// </summary>
    public const string Ledger = "ledger";

    public override string Name => "kernel";

    public override void Add(IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton(_ => new Database(Dialect(configuration)));
        services.AddKeyedSingleton(Ledger, (provider, _) => provider.GetRequiredService<Database>() is { Dialect: PostgresDialect } records
            ? records : new Database(new SqliteDialect(PathOf(configuration, "ledger.db"))));
        services.AddSingleton(provider => Migrator(
            provider.GetRequiredService<Module[]>(), provider.GetRequiredService<Database>(),
            provider.GetRequiredKeyedService<Database>(Ledger)));
        services.AddSingleton<JobStore>();
    }

    /// <summary>What brings every database to the newest schema.</summary>
    public static Migrator Migrator(IReadOnlyList<Module> modules, Database records, Database ledger) => new(
        records, Migration.Of(modules, records.Dialect), new(ledger, Migration.Of(modules, ledger.Dialect, Ledger)));

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
        return new SqliteDialect(PathOf(configuration, "records.db"));
    }

    private static string PathOf(IConfiguration configuration, string file) =>
        Path.Combine(Directory.CreateDirectory(configuration["Data"] ?? "data").FullName, file);
}
