using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Phusa.Kernel.Data;

/// <summary>
/// A prepared statement that runs for many rows of values, bound by place: Microsoft.Data.Sqlite looks each parameter up by its
/// name in each row, which costs more than a small insert does.
/// </summary>
internal sealed class SqliteRows : IDisposable
{
    private readonly sqlite3 database;
    private readonly sqlite3_stmt statement;
    private int[]? places;

    public SqliteRows(SqliteConnection connection, string text)
    {
        database = connection.Handle!;
        SqliteException.ThrowExceptionForRC(raw.sqlite3_prepare_v2(database, text, out statement), database);
    }

    /// <param name="rows">The same names in the same order in each.</param>
    /// <exception cref="SqliteException">A row was refused; those before it are written.</exception>
    public void Run(IEnumerable<(string Name, object? Value)[]> rows)
    {
        foreach (var values in rows)
        {
            // A statement's text says its parameters, and whoever runs it names them in one order.
            places ??= Places(values);
            for (var at = 0; at < values.Length; at++)
            {
                SqliteException.ThrowExceptionForRC(Bind(places[at], SqliteDialect.Stored(values[at].Value)), database);
            }
            var ended = raw.sqlite3_step(statement);
            raw.sqlite3_reset(statement);
            SqliteException.ThrowExceptionForRC(ended is raw.SQLITE_DONE or raw.SQLITE_ROW ? raw.SQLITE_OK : ended, database);
        }
        raw.sqlite3_clear_bindings(statement);
    }

    public void Dispose() => statement.Dispose();

    private int[] Places((string Name, object? Value)[] values) =>
        raw.sqlite3_bind_parameter_count(statement) == values.Length
            ? [.. values.Select(value => raw.sqlite3_bind_parameter_index(statement, $"@{value.Name}"))]
            : throw new ArgumentException($"{values.Length} values for a statement with another number of parameters", nameof(values));

    private int Bind(int place, object? value) => value switch
    {
        null => raw.sqlite3_bind_null(statement, place),
        // Nothing at all has no address, and would be null.
        Utf8 text => raw.sqlite3_bind_text(statement, place, text.Bytes.IsEmpty ? ""u8 : text.Bytes.Span),
        string text => raw.sqlite3_bind_text(statement, place, text),
        byte[] bytes => raw.sqlite3_bind_blob(statement, place, bytes),
        bool flag => raw.sqlite3_bind_int(statement, place, flag ? 1 : 0),
        int number => raw.sqlite3_bind_int(statement, place, number),
        long number => raw.sqlite3_bind_int64(statement, place, number),
        double number => raw.sqlite3_bind_double(statement, place, number),
        _ => throw new NotSupportedException($"Values of {value.GetType()} are not kept"),
    };
}
