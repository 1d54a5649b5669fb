using Phusa.Warehouse.DuckDb.Native;

namespace Phusa.Warehouse.DuckDb;

/// <summary>
/// Up to 2,048 rows, column by column. The vectors stay the same objects from chunk to chunk and point at nothing
/// (every read throws) once the result is done.
/// </summary>
public sealed class DuckChunk
{
    private readonly DuckVector[] vectors;

    internal DuckChunk(ResultHandle owner, IReadOnlyList<DuckColumn> columns) =>
        vectors = [.. columns.Select(column => new DuckVector(owner, column))];

    /// <summary>Rows in this chunk.</summary>
    public int Count { get; private set; }

    public DuckVector Column(int index) => vectors[index];

    internal void Enter(nint chunk)
    {
        Count = (int)NativeMethods.DataChunkSize(chunk);
        for (var i = 0; i < vectors.Length; i++)
        {
            vectors[i].Enter(NativeMethods.DataChunkVector(chunk, (ulong)i), Count);
        }
    }

    internal void Leave()
    {
        Count = 0;
        foreach (var vector in vectors)
        {
            vector.Leave();
        }
    }
}
