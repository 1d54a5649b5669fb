using Microsoft.Data.Sqlite;
using Phusa.Kernel;
using Phusa.Kernel.Data;
using Phusa.Kernel.Modules;

namespace Phusa.Tests.Store;

/// <summary>One file a test, in a folder of its own.</summary>
public sealed class SqliteEngine : IRecordsEngine
{
    public async Task<TestDatabase> CreateAsync(IReadOnlyList<Module> modules)
    {
        var folder = Directory.CreateTempSubdirectory("phusa-records-").FullName;
        var path = Path.Combine(folder, "records.db");
        var dialect = new SqliteDialect(path);
        var database = new Database(dialect);
        await KernelModule.Migrator(modules, database, database).RunAsync(CancellationToken.None);
        return new(database, () =>
        {
            SqliteConnection.ClearAllPools();
            Directory.Delete(folder, recursive: true);
            return Task.CompletedTask;
        });
    }
}
