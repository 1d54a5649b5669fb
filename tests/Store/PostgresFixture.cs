using Npgsql;
using Phusa.Kernel;
using Phusa.Kernel.Data;
using Phusa.Kernel.Modules;

namespace Phusa.Tests.Store;

/// <summary>
/// A throw-away PostgreSQL server for all tests of one run, and a database for each test, copied from a template that
/// was migrated once. Put <c>[Collection(PostgresFixture.Name)]</c> on the class and <c>[EngineFact]</c> on its tests.
/// </summary>
public sealed class PostgresFixture : IRecordsEngine, IAsyncLifetime
{
    public const string Name = "postgres";

    private readonly Dictionary<string, string> templates = [];
    private readonly SemaphoreSlim making = new(1);
    private PostgresServer? server;
    private int made;

    /// <summary>Set where tests must not be skipped: there a missing server fails them.</summary>
    public static bool IsRequired => Environment.GetEnvironmentVariable("CI") is "true" or "1";

    /// <summary>Why tests are skipped, or null when they run (or must fail).</summary>
    public static string? SkipReason => IsRequired || PostgresServer.IsInstalled ? null : PostgresServer.Missing;

    public async Task InitializeAsync()
    {
        if (SkipReason is null)
        {
            server = await PostgresServer.StartAsync();
        }
    }

    public async Task DisposeAsync()
    {
        NpgsqlConnection.ClearAllPools();
        making.Dispose();
        if (server is not null)
        {
            await server.DisposeAsync();
        }
    }

    public async Task<TestDatabase> CreateAsync(IReadOnlyList<Module> modules)
    {
        var name = $"test_{Interlocked.Increment(ref made)}";
        var template = await TemplateAsync(modules);
        await ExecuteAsync($"create database {name} template {template}");
        var database = new Database(new PostgresDialect(ConnectionString(name)));
        return new(database, () => ExecuteAsync($"drop database {name} with (force)"));
    }

    /// <summary>For tests of the program as a whole, which opens and migrates the database itself.</summary>
    public async Task<string> CreateEmptyAsync()
    {
        var name = $"test_{Interlocked.Increment(ref made)}";
        await ExecuteAsync($"create database {name}");
        return ConnectionString(name);
    }

    private async Task<string> TemplateAsync(IReadOnlyList<Module> modules)
    {
        var key = string.Join('_', modules.Select(module => module.Name));
        await making.WaitAsync();
        try
        {
            if (!templates.TryGetValue(key, out var template))
            {
                template = $"template_{templates.Count}";
                await ExecuteAsync($"create database {template}");
                var dialect = new PostgresDialect(ConnectionString(template));
                await using var database = new Database(dialect);
                await KernelModule.Migrator(modules, database, database).RunAsync(CancellationToken.None);
                templates[key] = template;
            }
            return template;
        }
        finally
        {
            making.Release();
        }
    }

    private async Task ExecuteAsync(string statement)
    {
        await using var connection = new NpgsqlConnection(ConnectionString("postgres"));
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(statement, connection);
        await command.ExecuteNonQueryAsync();
    }

    private string ConnectionString(string database) =>
        (server ?? throw new InvalidOperationException(PostgresServer.Missing)).ConnectionString(database);
}

[CollectionDefinition(PostgresFixture.Name)]
public sealed class PostgresTests : ICollectionFixture<PostgresFixture>;
