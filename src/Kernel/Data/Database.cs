namespace Phusa.Kernel.Data;

/// <summary>
/// The records store: all metadata, on SQLite or PostgreSQL. Reads take a connection for as long as they last;
/// writes are short transactions.
/// </summary>
public sealed class Database(Dialect dialect) : IAsyncDisposable
{
    /// <summary>SQLite takes one writer at a time; waiting here is fair and costs nothing, waiting in SQLite polls.</summary>
    private readonly SemaphoreSlim writers = new(dialect is SqliteDialect ? 1 : 64);

    public Dialect Dialect => dialect;

    public Task<IReadOnlyList<T>> ListAsync<T>(Sql sql, Func<Row, T> map, CancellationToken cancellation) =>
        ReadAsync(session => session.ListAsync(sql, map, cancellation), cancellation);

    public Task<T?> FindAsync<T>(Sql sql, Func<Row, T> map, CancellationToken cancellation) where T : class =>
        ReadAsync(session => session.FindAsync(sql, map, cancellation), cancellation);

    public Task<long> CountAsync(Sql sql, CancellationToken cancellation) =>
        ReadAsync(session => session.CountAsync(sql, cancellation), cancellation);

    /// <summary>One statement as its own transaction.</summary>
    public Task<int> ExecuteAsync(Sql sql, CancellationToken cancellation) =>
        WriteAsync(session => session.ExecuteAsync(sql, cancellation), cancellation);

    public async Task<T> ReadAsync<T>(Func<Session, Task<T>> read, CancellationToken cancellation)
    {
        await using var connection = await dialect.OpenAsync(cancellation);
        return await read(new Session(dialect, connection, null));
    }

    /// <summary>Commits when <paramref name="write"/> returns, rolls back when it throws.</summary>
    public async Task<T> WriteAsync<T>(Func<Session, Task<T>> write, CancellationToken cancellation)
    {
        await writers.WaitAsync(cancellation);
        try
        {
            await using var connection = await dialect.OpenAsync(cancellation);
            await using var transaction = await dialect.BeginWriteAsync(connection, cancellation);
            var result = await write(new Session(dialect, connection, transaction));
            await transaction.CommitAsync(cancellation);
            return result;
        }
        finally
        {
            writers.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        writers.Dispose();
        if (dialect is IAsyncDisposable disposable)
        {
            await disposable.DisposeAsync();
        }
    }
}
