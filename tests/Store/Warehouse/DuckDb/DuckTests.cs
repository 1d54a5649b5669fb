using Phusa.Warehouse.DuckDb;

namespace Phusa.Tests.Store.Warehouse.DuckDb;

/// <summary>A database in memory with one connection, and a folder that goes with the test.</summary>
public abstract class DuckTests : IDisposable
{
    private readonly Lazy<DirectoryInfo> folder = new(() => Directory.CreateTempSubdirectory("phusa-duck-"));

    protected DuckTests()
    {
        Database = DuckDatabase.Open(null);
        Connection = Database.Connect();
    }

    protected DuckDatabase Database { get; }

    protected DuckConnection Connection { get; }

    public void Dispose()
    {
        Connection.Dispose();
        Database.Dispose();
        if (folder.IsValueCreated)
        {
            folder.Value.Delete(recursive: true);
        }
    }

    protected string InFolder(string name) => Path.Combine(folder.Value.FullName, name);

    protected object? One(string sql, params object?[] values)
    {
        using var result = Connection.Query(sql, values);
        return result.Rows().Single().Single();
    }
}
