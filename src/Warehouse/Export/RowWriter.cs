using Phusa.Warehouse.DuckDb;

namespace Phusa.Warehouse.Export;

/// <summary>What a format needs to know of the answer before its first row.</summary>
/// <param name="Columns">How many of the result's columns are the answer's; behind them stand keys, then the place.</param>
/// <param name="PlaceAt">Where geometry, x and y begin.</param>
internal sealed record RowShape(IReadOnlyList<DuckColumn> Columns, IReadOnlyList<string> Names, int PlaceAt);

/// <summary>One format's way of writing rows straight from DuckDB's columns.</summary>
internal abstract class RowWriter : IDisposable
{
    public abstract void Begin(RowShape shape, Utf8Buffer to);

    public abstract void Row(DuckChunk chunk, int row, Utf8Buffer to);

    public abstract void End(string? next, Utf8Buffer to);

    public virtual void Dispose()
    {
    }
}
