namespace Phusa.Kernel.Data;

/// <summary>
/// The records store: all metadata, on SQLite or PostgreSQL. Reads take a connection for as long as they last;
/// writes are short transactions.
/// </summary>
public sealed class Database(Dialect dialect) : IAsyncDisposable
{
    /// <summary>SQLite takes one writer at a time; waiting here is fair and costs nothing, waiting in SQLite polls.</summary>
    private readonly SemaphoreSlim writers = new(dialect is SqliteDialect ? 1 : 64);

    /// <summary>SQLite's writer, whoever's turn it is; null until the first write, and after one that failed.</summary>
    private KeptConnection? kept;

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
            return dialect is SqliteDialect ? await WriteKeptAsync(write, cancellation) : await WritePooledAsync(write, cancellation);
        }
        finally
        {
            writers.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        writers.Dispose();
        await ForgetAsync();
        if (dialect is IAsyncDisposable disposable)
        {
            await disposable.DisposeAsync();
        }
    }

    private async Task<T> WritePooledAsync<T>(Func<Session, Task<T>> write, CancellationToken cancellation)
    {
        await using var connection = await dialect.OpenAsync(cancellation);
        await using var transaction = await dialect.BeginWriteAsync(connection, cancellation);
        var result = await write(new Session(dialect, connection, transaction));
        await transaction.CommitAsync(cancellation);
        return result;
    }

    private async Task<T> WriteKeptAsync<T>(Func<Session, Task<T>> write, CancellationToken cancellation)
    {
        try
        {
            kept ??= new(await dialect.OpenAsync(cancellation));
            await using var transaction = await dialect.BeginWriteAsync(kept.Connection, cancellation);
            var result = await write(new Session(dialect, kept.Connection, transaction, kept));
            await transaction.CommitAsync(cancellation);
            return result;
        }
        catch
        {
            // Whatever state it is in, the next write begins anew.
            await ForgetAsync();
            throw;
        }
    }

    private async Task ForgetAsync()
    {
        if (kept is { } connection)
        {
            kept = null;
            await connection.DisposeAsync();
        }
    }
}
