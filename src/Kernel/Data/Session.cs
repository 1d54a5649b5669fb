using System.Data.Common;
using System.Runtime.CompilerServices;

namespace Phusa.Kernel.Data;

/// <summary>One connection, within a transaction when it writes. Not for use by two callers at a time.</summary>
public sealed class Session
{
    private readonly Dialect dialect;
    private readonly DbConnection connection;
    private readonly DbTransaction? transaction;
    private readonly KeptConnection? kept;

    /// <param name="kept">Keeps prepared statements from one session to the next; null where the driver's pool does.</param>
    internal Session(Dialect dialect, DbConnection connection, DbTransaction? transaction, KeptConnection? kept = null) =>
        (this.dialect, this.connection, this.transaction, this.kept) = (dialect, connection, transaction, kept);

    public Dialect Dialect => dialect;

    public async Task<IReadOnlyList<T>> ListAsync<T>(Sql sql, Func<Row, T> map, CancellationToken cancellation)
    {
        var found = new List<T>();
        await foreach (var item in StreamAsync(sql, map, cancellation))
        {
            found.Add(item);
        }
        return found;
    }

    /// <summary>The first row, or null when there is none.</summary>
    public async Task<T?> FindAsync<T>(Sql sql, Func<Row, T> map, CancellationToken cancellation) where T : class
    {
        await foreach (var item in StreamAsync(sql, map, cancellation))
        {
            return item;
        }
        return null;
    }

    public async IAsyncEnumerable<T> StreamAsync<T>(
        Sql sql, Func<Row, T> map, [EnumeratorCancellation] CancellationToken cancellation)
    {
        using var statement = Statement(sql);
        await using var reader = await statement.Command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            yield return map(new Row(reader));
        }
    }

    /// <summary>How many rows were changed.</summary>
    public async Task<int> ExecuteAsync(Sql sql, CancellationToken cancellation)
    {
        using var statement = Statement(sql);
        return await statement.Command.ExecuteNonQueryAsync(cancellation);
    }

    /// <summary>
    /// Runs one statement for every set of values, prepared once: in one round trip where there is a way to go.
    /// </summary>
    public Task ExecuteEachAsync(
        string text, IEnumerable<(string Name, object? Value)[]> rows, CancellationToken cancellation) =>
        kept is null ? InBatchAsync(text, rows, cancellation) : OneByOneAsync(kept, text, rows, cancellation);

    /// <summary>A whole number, such as a count; zero when there is no row or no value.</summary>
    public async Task<long> CountAsync(Sql sql, CancellationToken cancellation)
    {
        using var statement = Statement(sql);
        return await statement.Command.ExecuteScalarAsync(cancellation) is { } value and not DBNull
            ? Convert.ToInt64(value, System.Globalization.CultureInfo.InvariantCulture)
            : 0;
    }

    private async Task InBatchAsync(
        string text, IEnumerable<(string, object?)[]> rows, CancellationToken cancellation)
    {
        await using var batch = connection.CreateBatch();
        batch.Transaction = transaction;
        foreach (var values in rows)
        {
            var command = batch.CreateBatchCommand();
            command.CommandText = text;
            Add(command.Parameters, command.CreateParameter, values);
            batch.BatchCommands.Add(command);
        }
        if (batch.BatchCommands.Count == 0)
        {
            return;
        }
        await batch.PrepareAsync(cancellation);
        await batch.ExecuteNonQueryAsync(cancellation);
    }

    private static Task OneByOneAsync(
        KeptConnection kept, string text, IEnumerable<(string, object?)[]> rows, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        kept.Rows(text).Run(rows);
        return Task.CompletedTask;
    }

    private Borrowed Statement(Sql sql)
    {
        var command = kept?.Take(sql.Text) ?? connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = sql.Text;
        Bind(command, sql.Values);
        return new(command, kept);
    }

    /// <summary>A statement that was used before has its parameters: its text says which.</summary>
    private void Bind(DbCommand command, (string Name, object? Value)[] values)
    {
        if (values.Length == 0)
        {
            return;
        }
        if (command.Parameters.Count == 0)
        {
            Add(command.Parameters, command.CreateParameter, values);
            return;
        }
        for (var at = 0; at < values.Length; at++)
        {
            var (name, value) = values[at];
            var parameter = command.Parameters[at];
            dialect.Bind(parameter.ParameterName == name ? parameter : command.Parameters[name], value);
        }
    }

    private void Add(DbParameterCollection to, Func<DbParameter> create, (string Name, object? Value)[] values)
    {
        foreach (var (name, value) in values)
        {
            var parameter = create();
            parameter.ParameterName = name;
            dialect.Bind(parameter, value);
            to.Add(parameter);
        }
    }

    /// <summary>A statement while it is in use.</summary>
    private readonly struct Borrowed(DbCommand command, KeptConnection? kept) : IDisposable
    {
        public DbCommand Command => command;

        public void Dispose()
        {
            if (kept is null)
            {
                command.Dispose();
            }
            else
            {
                kept.Return(command);
            }
        }
    }
}
