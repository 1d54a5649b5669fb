using Phusa.Warehouse.DuckDb.Native;

namespace Phusa.Warehouse.DuckDb;

/// <summary>The rows of a statement, computed and read in chunks of up to 2,048.</summary>
public sealed unsafe class DuckResult : IDisposable
{
    private readonly DuckConnection connection;
    private readonly ResultHandle handle;

    internal DuckResult(DuckConnection connection, ResultHandle handle)
    {
        this.connection = connection;
        this.handle = handle;
        Columns = ColumnReading.Of(handle.Result);
        Chunk = new DuckChunk(handle, Columns);
    }

    public IReadOnlyList<DuckColumn> Columns { get; }

    /// <summary>The rows at hand; what is read from it is valid until the next <see cref="Next"/>.</summary>
    public DuckChunk Chunk { get; }

    /// <summary>Goes on to the next chunk; false at the end, and the connection is then free again.</summary>
    /// <exception cref="DuckException">The statement fails in the middle, on a value say.</exception>
    public bool Next()
    {
        if (handle.IsClosed)
        {
            return false;
        }
        try
        {
            connection.ThrowIfCancelled();
            Chunk.Leave();
            var chunk = handle.Fetch();
            if (chunk != 0)
            {
                Chunk.Enter(chunk);
                return true;
            }
            if (handle.Error() is { } error)
            {
                throw connection.Worded(error);
            }
        }
        catch
        {
            Dispose();
            throw;
        }
        Dispose();
        return false;
    }

    /// <summary>Every row as an array of values: for small results.</summary>
    public IEnumerable<object?[]> Rows()
    {
        while (Next())
        {
            for (var row = 0; row < Chunk.Count; row++)
            {
                var values = new object?[Columns.Count];
                for (var column = 0; column < values.Length; column++)
                {
                    values[column] = Chunk.Column(column).Value(row);
                }
                yield return values;
            }
        }
    }

    public void Dispose()
    {
        Chunk.Leave();
        handle.Dispose();
        connection.End(this);
    }
}
