using Npgsql;
using Phusa.Tests.Store;

namespace Phusa.Tests.Http;

/// <summary>
/// The records that the hosts of this run have: SQLite, or with <c>PHUSA_TEST_RECORDS=postgres</c> a database of its own
/// for every host on one PostgreSQL server that lives as long as the run. The same tests run on both.
/// </summary>
internal static class Records
{
    private static readonly Lazy<Task<PostgresServer>> Server = new(PostgresServer.StartAsync);
    private static int made;

    private static bool IsPostgres => Environment.GetEnvironmentVariable("PHUSA_TEST_RECORDS") switch
    {
        null or "" or "sqlite" => false,
        "postgres" => true,
        var other => throw new InvalidOperationException($"PHUSA_TEST_RECORDS is sqlite or postgres, not {other}"),
    };

    /// <summary>What a host is told of its records; null leaves it the file in its data folder.</summary>
    public static async Task<string?> ForHostAsync()
    {
        if (!IsPostgres)
        {
            return null;
        }
        var server = await Server.Value;
        var name = $"http_{Interlocked.Increment(ref made)}";
        await using var connection = new NpgsqlConnection(server.ConnectionString("postgres"));
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand($"create database {name}", connection);
        await command.ExecuteNonQueryAsync();
        return server.ConnectionString(name);
    }

    /// <summary>When no test runs any more.</summary>
    public static async Task StopAsync()
    {
        if (Server.IsValueCreated)
        {
            NpgsqlConnection.ClearAllPools();
            await (await Server.Value).DisposeAsync();
        }
    }
}
