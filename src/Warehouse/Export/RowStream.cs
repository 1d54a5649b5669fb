using Phusa.Warehouse.Contracts;
using Phusa.Warehouse.DuckDb;
using Phusa.Warehouse.Queries;

namespace Phusa.Warehouse.Export;

/// <summary>Runs a compiled query and writes what comes, chunk by chunk, without making objects of rows.</summary>
internal static class RowStream
{
    /// <returns>How many rows were written.</returns>
    public static long Write(
        DuckConnection connection, CompiledQuery compiled, PreparedQuery prepared, RowWriter writer, Utf8Buffer to)
    {
        using var result = connection.Query(compiled.Sql, compiled.Values);
        var count = compiled.Columns.Count;
        writer.Begin(new([.. result.Columns.Take(count)], [.. compiled.Columns.Select(column => column.Name)],
            count + compiled.Keys), to);
        var page = new PageEnd(compiled, prepared);
        while (result.Next())
        {
            for (var row = 0; row < result.Chunk.Count && !page.IsFull; row++)
            {
                writer.Row(result.Chunk, row, to);
                page.Add(result.Chunk, row);
                to.SendWhenFull();
            }
            page.Beyond(result.Chunk);
        }
        writer.End(page.Next, to);
        to.Send();
        return page.Rows;
    }

    public static QueryPage Read(DuckConnection connection, CompiledQuery compiled, PreparedQuery prepared)
    {
        using var result = connection.Query(compiled.Sql, compiled.Values);
        var rows = new List<IReadOnlyList<object?>>();
        var page = new PageEnd(compiled, prepared);
        while (result.Next())
        {
            for (var row = 0; row < result.Chunk.Count && !page.IsFull; row++)
            {
                var values = new object?[compiled.Columns.Count];
                for (var column = 0; column < values.Length; column++)
                {
                    values[column] = Value(result.Chunk.Column(column), row);
                }
                rows.Add(values);
                page.Add(result.Chunk, row);
            }
            page.Beyond(result.Chunk);
        }
        return new(compiled.Columns, rows, page.Next, prepared.Total);
    }

    // A date no calendar has would throw; it is shown as nothing, as in the other formats.
    private static object? Value(DuckVector vector, int row) =>
        vector.Column.Type is DuckType.Date or DuckType.Timestamp && !vector.IsNull(row) && !vector.IsInCalendar(row)
            ? null : vector.Value(row);
}
