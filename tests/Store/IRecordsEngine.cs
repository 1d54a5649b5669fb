using Phusa.Kernel.Data;
using Phusa.Kernel.Modules;

namespace Phusa.Tests.Store;

/// <summary>Makes empty, migrated records databases on one engine.</summary>
public interface IRecordsEngine
{
    Task<TestDatabase> CreateAsync(IReadOnlyList<Module> modules);
}

/// <summary>A database of one test; disposing closes and deletes it.</summary>
public sealed class TestDatabase(Database database, Func<Task> delete) : IAsyncDisposable
{
    public Database Database => database;

    public async ValueTask DisposeAsync()
    {
        await database.DisposeAsync();
        await delete();
    }
}
