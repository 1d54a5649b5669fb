using Phusa.Kernel.Data;
using Phusa.Kernel.Modules;

namespace Phusa.Tests.Store;

/// <summary>
/// Base of store tests: a migrated database of its own for every test. Write the tests once in an abstract class and
/// inherit it per engine:
/// <code>
/// public abstract class ThingTests(IRecordsEngine engine) : RecordsTests(engine, new KernelModule(), new
/// ThingModule())
/// public sealed class SqliteThingTests() : ThingTests(new SqliteEngine());
/// [Collection(PostgresFixture.Name)]
/// public sealed class PostgresThingTests(PostgresFixture postgres) : ThingTests(postgres);
/// </code>
/// </summary>
public abstract class RecordsTests(IRecordsEngine engine, params Module[] modules) : IAsyncLifetime
{
    private readonly Lazy<DirectoryInfo> folder = new(() => Directory.CreateTempSubdirectory("phusa-store-"));
    private TestDatabase? made;

    /// <summary>Of the test's own, gone with it.</summary>
    protected string Folder => folder.Value.FullName;

    protected Database Database => made?.Database ?? throw new InvalidOperationException("The test has not begun");

    public virtual async Task InitializeAsync() => made = await engine.CreateAsync(modules);

    public virtual async Task DisposeAsync()
    {
        if (made is not null)
        {
            await made.DisposeAsync();
        }
        if (folder.IsValueCreated)
        {
            folder.Value.Delete(recursive: true);
        }
    }
}
