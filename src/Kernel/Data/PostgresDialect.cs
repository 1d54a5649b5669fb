using System.Data.Common;
using Npgsql;

namespace Phusa.Kernel.Data;

/// <summary>PostgreSQL 15 or later.</summary>
public sealed class PostgresDialect(string connectionString) : Dialect, IAsyncDisposable
{
    /// <summary>Any constant will do; it names the lock that migrations take.</summary>
    private const long MigrationLock = 0x70687573;

    private readonly NpgsqlDataSource source = NpgsqlDataSource.Create(connectionString);

    public override string Name => "postgres";

    public override string ClaimSuffix => " for update skip locked";

    public override async Task<DbConnection> OpenAsync(CancellationToken cancellation) =>
        await source.OpenConnectionAsync(cancellation);

    public override async Task<DbTransaction> BeginWriteAsync(DbConnection connection, CancellationToken cancellation) =>
        await connection.BeginTransactionAsync(cancellation);

    public override Task LockAsync(Session session, CancellationToken cancellation) => session.ExecuteAsync(
        new("select pg_advisory_xact_lock(@lock)", ("lock", MigrationLock)), cancellation);

    public override string IsAnyOf(string column, string name) => $"{column} = any(@{name})";

    public override string SumOfCounts(string left, string right) =>
        $"""
        (select json_object_agg(sums.key, sums.total)::text from (
            select both_sides.key, sum(both_sides.value::bigint) as total from (
                select key, value from json_each_text({left}::json)
                union all select key, value from json_each_text({right}::json)) as both_sides
            group by both_sides.key) as sums)
        """;

    public override bool IsDuplicate(DbException failure) => failure.SqlState == PostgresErrorCodes.UniqueViolation;

    public override void Bind(DbParameter parameter, object? value) => parameter.Value = value switch
    {
        null => DBNull.Value,
        Utf8 text => text.ToString(),
        DateTimeOffset instant => instant.ToUniversalTime(),
        Enum choice => choice.ToString(),
        _ => value,
    };

    public ValueTask DisposeAsync() => source.DisposeAsync();
}
