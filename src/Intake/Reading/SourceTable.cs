using Phusa.Kernel.Texts;
using Phusa.Warehouse.DuckDb;

namespace Phusa.Intake.Reading;

/// <summary>The rows of a source as text columns <c>c0</c>, <c>c1</c> …, in the source's order.</summary>
/// <param name="Sql">A table function or query.</param>
/// <param name="HasRow">It also has <c>_row</c>, the line of each record; else records are counted from 0.</param>
/// <param name="FirstLine">Where <paramref name="HasRow"/> is false: the line of record 0.</param>
/// <param name="Broken">Lines that could not be read as records at all.</param>
/// <param name="Lines">
/// Where nobody but DuckDB reads the records: how many lines with an end there are, so that none is passed over unseen.
/// </param>
internal sealed record SourceTable(
    string Sql, int Columns, bool HasRow, int FirstLine, bool MayBePadded, bool MayNeedNfc,
    IReadOnlyCollection<BrokenLine> Broken, long? Lines = null)
{
    /// <summary>
    /// Makes sure that every line was a record. DuckDB passes over lines without a word where one of its threads begins
    /// to read at a broken one; and values may hold line ends of their own, which only a careful reading tells apart.
    /// </summary>
    /// <exception cref="LinesPassedOverException">There are not as many records as lines.</exception>
    public void Expect(long records)
    {
        if (Lines is { } lines && records != lines && records != lines + 1)
        {
            throw new LinesPassedOverException();
        }
    }

    /// <summary>Whether the file has to be read record by record now.</summary>
    public bool NeedsCare(Exception refused) =>
        Lines is not null && refused is LinesPassedOverException or DuckException { Type: DuckErrorType.InvalidInput };
}

/// <inheritdoc cref="SourceTable.Expect"/>
internal sealed class LinesPassedOverException : Exception;

/// <summary>A line that is no record: too many values, a quote that never closes.</summary>
internal sealed record BrokenLine(long Line, string Content, Text Reason);
