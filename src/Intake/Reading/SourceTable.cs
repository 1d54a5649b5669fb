using Phusa.Kernel.Texts;

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
    IReadOnlyCollection<BrokenLine> Broken, long? Lines = null);

/// <summary>A line that is no record: too many values, a quote that never closes.</summary>
internal sealed record BrokenLine(long Line, string Content, Text Reason);
