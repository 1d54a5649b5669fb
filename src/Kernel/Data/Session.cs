using System.Data.Common;
using System.Runtime.CompilerServices;

namespace Phusa.Kernel.Data;

/// <summary>One connection, within a transaction when it writes. Not for use by two callers at a time.</summary>
public sealed class Session(Dialect dialect, DbConnection connection, DbTransaction? transaction)
{
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
        await using var command = Command(sql);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            yield return map(new Row(reader));
        }
    }

    /// <summary>How many rows were changed.</summary>
    public async Task<int> ExecuteAsync(Sql sql, CancellationToken cancellation)
    {
        await using var command = Command(sql);
        return await command.ExecuteNonQueryAsync(cancellation);
    }

    /// <summary>
    /// Runs one statement for every set of values, prepared once: in one round trip where the database takes several
    /// commands at once.
    /// </summary>
    public Task ExecuteEachAsync(
        string text, IEnumerable<(string Name, object? Value)[]> rows, CancellationToken cancellation) =>
        connection.CanCreateBatch ? InBatchAsync(text, rows, cancellation) : OneByOneAsync(text, rows, cancellation);

    /// <summary>A whole number, such as a count; zero when there is no row or no value.</summary>
    public async Task<long> CountAsync(Sql sql, CancellationToken cancellation)
    {
        await using var command = Command(sql);
        return await command.ExecuteScalarAsync(cancellation) is { } value and not DBNull
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
        await batch.PrepareAsync(cancellation);
        await batch.ExecuteNonQueryAsync(cancellation);
    }

    private async Task OneByOneAsync(
        string text, IEnumerable<(string, object?)[]> rows, CancellationToken cancellation)
    {
        await using var command = Command(new(text));
        foreach (var values in rows)
        {
            if (command.Parameters.Count == 0)
            {
                Add(command.Parameters, command.CreateParameter, values);
            }
            for (var i = 0; i < values.Length; i++)
            {
                dialect.Bind(command.Parameters[i], values[i].Item2);
            }
            await command.ExecuteNonQueryAsync(cancellation);
        }
    }

    private DbCommand Command(Sql sql)
    {
        var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = sql.Text;
        Add(command.Parameters, command.CreateParameter, sql.Values);
        return command;
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
}
