using Phusa.Warehouse.Contracts;
using Phusa.Warehouse.DuckDb;
using Phusa.Warehouse.Queries;

namespace Phusa.Warehouse.Export;

/// <summary>
/// Counts the rows of a page and makes the mark of its end. One row more than the page holds is asked for: if it comes,
/// there is a next page.
/// </summary>
internal sealed class PageEnd(CompiledQuery compiled, PreparedQuery prepared)
{
    private readonly long most = compiled.Keys > 0 ? prepared.Query.Limit ?? long.MaxValue : long.MaxValue;
    private Cursor? last;
    private long seen;

    public long Rows { get; private set; }

    public bool IsFull => Rows >= most;

    public string? Next => seen > Rows ? last?.Write() : null;

    public void Add(DuckChunk chunk, int row)
    {
        if (++Rows == most)
        {
            last = At(chunk, row);
        }
    }

    /// <summary>Counts the chunk's rows, with those that the page had no room for.</summary>
    public void Beyond(DuckChunk chunk) => seen += chunk.Count;

    private Cursor At(DuckChunk chunk, int row)
    {
        var first = compiled.Columns.Count;
        var values = Enumerable.Range(first, compiled.Keys - 1)
            .Select(column => chunk.Column(column).Value(row) is { } value ? FieldValue.Write(value) : null);
        return new(prepared.Version.Number, QueryText.Order(prepared.Query), [.. values],
            chunk.Column(first + compiled.Keys - 1).Integer(row));
    }
}
