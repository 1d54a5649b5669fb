using System.Collections;
using System.Data.Common;
using System.Globalization;
using Microsoft.Data.Sqlite;

namespace Phusa.Kernel.Data;

/// <summary>SQLite in WAL mode: a supported production store for one node. One writer at a time.</summary>
/// <param name="path">The database file; created when missing.</param>
public sealed class SqliteDialect(string path) : Dialect
{
    private readonly string connectionString = new SqliteConnectionStringBuilder
    {
        DataSource = path, ForeignKeys = true, DefaultTimeout = 60,
    }.ToString();

    public override string Name => "sqlite";

    public override string ClaimSuffix => "";

    public override async Task<DbConnection> OpenAsync(CancellationToken cancellation)
    {
        var connection = new SqliteConnection(connectionString);
        try
        {
            await connection.OpenAsync(cancellation);
            await using var pragmas = connection.CreateCommand();
            pragmas.CommandText = "pragma journal_mode = wal; pragma synchronous = full; pragma busy_timeout = 60000";
            await pragmas.ExecuteNonQueryAsync(cancellation);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    /// <summary>Immediate: the writer's lock is taken here, never half-way through, where it could not be waited for.</summary>
    public override Task<DbTransaction> BeginWriteAsync(DbConnection connection, CancellationToken cancellation) =>
        Task.FromResult<DbTransaction>(((SqliteConnection)connection).BeginTransaction(deferred: false));

    public override Task LockAsync(Session session, CancellationToken cancellation) => Task.CompletedTask;

    public override string IsAnyOf(string column, string name) => $"{column} in (select value from json_each(@{name}))";

    public override string SumOfCounts(string left, string right) =>
        $"""
        (select json_group_object(sums.key, sums.total) from (
            select both_sides.key, sum(both_sides.value) as total from (
                select key, value from json_each({left})
                union all select key, value from json_each({right})) as both_sides
            group by both_sides.key) as sums)
        """;

    public override bool IsDuplicate(DbException failure) =>
        failure is SqliteException { SqliteExtendedErrorCode: 2067 or 1555 };

    public override void Bind(DbParameter parameter, object? value) => parameter.Value = Stored(value) switch
    {
        null => DBNull.Value,
        Utf8 text => text.ToString(),
        var stored => stored,
    };

    /// <summary>How a value is kept: texts, whole numbers, numbers and bytes are all that SQLite has.</summary>
    internal static object? Stored(object? value) => value switch
    {
        Guid id => id.ToString(),
        DateTimeOffset instant => JsonStorage.Instant(instant),
        DateOnly date => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        Enum choice => choice.ToString(),
        null or string or byte[] => value,
        IEnumerable many => JsonStorage.Write(many),
        _ => value,
    };
}
