using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace Phusa.Kernel.Data;

/// <summary>
/// The one connection that writes to a SQLite file, kept open with the statements it has prepared: opening one and
/// preparing its statements costs many times what a small write does.
/// </summary>
internal sealed class KeptConnection(DbConnection connection) : IAsyncDisposable
{
    /// <summary>Statements kept; those of a product are some hundred, and one that is not used again costs little.</summary>
    private const int Most = 200;

    private readonly Dictionary<string, DbCommand> prepared = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SqliteRows> preparedForRows = new(StringComparer.Ordinal);

    public DbConnection Connection => connection;

    /// <summary>Taken out while it is in use, so that a statement may run within another of the same text.</summary>
    public DbCommand Take(string text)
    {
        if (prepared.Remove(text, out var command))
        {
            return command;
        }
        command = connection.CreateCommand();
        command.CommandText = text;
        return command;
    }

    public void Return(DbCommand command)
    {
        command.Transaction = null;
        if (prepared.Count >= Most || !prepared.TryAdd(command.CommandText, command))
        {
            command.Dispose();
        }
    }

    /// <summary>The statement, for rows of values; never one within another.</summary>
    public SqliteRows Rows(string text) => preparedForRows.TryGetValue(text, out var known) ? known
        : preparedForRows[text] = new((SqliteConnection)connection, text);

    public async ValueTask DisposeAsync()
    {
        foreach (var rows in preparedForRows.Values)
        {
            rows.Dispose();
        }
        foreach (var command in prepared.Values)
        {
            await command.DisposeAsync();
        }
        await connection.DisposeAsync();
    }
}
