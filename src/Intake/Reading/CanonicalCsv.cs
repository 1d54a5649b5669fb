using Phusa.Catalog.Contracts;
using Phusa.Intake.Columns;
using Phusa.Kernel.Outcomes;
using Phusa.Kernel.Texts;
using Phusa.Warehouse.Contracts;

namespace Phusa.Intake.Reading;

/// <summary>
/// Turns the rows of any source into the one form that DuckDB reads surely: plain UTF-8 CSV, each row with its line
/// in the source and as many values as the header. What is no such row is kept aside with its reason.
/// </summary>
internal sealed class CanonicalCsv
{
    private readonly RowSource source;
    private readonly SourceFile file;
    private readonly int width;
    private readonly BrokenLines broken;
    private readonly CanonicalWriter writer;

    private CanonicalCsv(RowSource source, SourceFile file, int width, BrokenLines broken, CanonicalWriter writer) =>
        (this.source, this.file, this.width, this.broken, this.writer) = (source, file, width, broken, writer);

    /// <param name="folder">For the CSV and the broken lines; the caller removes it.</param>
    /// <exception cref="UnreadableSourceException">The source cannot be read to its end.</exception>
    public static Outcome<(Understanding Understanding, SourceTable Table)> Open(
        RowSource source, SourceFile file, DataContract contract, string folder, CancellationToken cancellation)
    {
        var settled = source.Settle(file);
        using var rows = source.Rows(settled, cancellation).GetEnumerator();
        var top = SourceTop.Read(rows, source, file.HeaderLine);
        var read = file.HeaderLine is null || source.NamesItsColumns
            ? Headers.Read(top.Candidates, contract, file.Name)
            : Headers.At(0, top.Candidates, contract, file);
        if (!read.IsDone)
        {
            return new Refusal(read.Problems);
        }
        var header = read.Value;
        var width = top.Width(header);
        var columns = Enumerable.Range(0, width).Select(at => Column(header, contract, top, at)).ToList();
        using var broken = new BrokenLines(folder);
        using var writer = new CanonicalWriter(Path.Combine(folder, "rows.csv"), width);
        var copy = new CanonicalCsv(source, settled, width, broken, writer);
        foreach (var row in top.Rows.Where(row => row.Broken is not null || row.Line > top.LineOf(header)))
        {
            copy.Take(row);
        }
        while (rows.MoveNext())
        {
            copy.Take(rows.Current);
        }
        var understanding = new Understanding(
            file.Format, settled.Encoding ?? "", source.CountsValues ? settled.Delimiter?.ToString() : null,
            settled.Part,
            source.NamesItsColumns ? 0 : (int)top.LineOf(header), columns, header.MissingFields);
        return (understanding, writer.Table(broken));
    }

    private void Take(TextRow row)
    {
        if (row.Broken is { } reason)
        {
            broken.Add(row.Line, row.Cells.Count == 0 ? "" : row.Cells[0] ?? "", reason);
            return;
        }
        var filled = SourceTop.Filled(row.Cells);
        if (filled == 0)
        {
            return;
        }
        var fault = Fault(row, filled);
        if (fault is null && !writer.Write(row.Line, row.Cells))
        {
            fault = T.SourceRowTooLong(CanonicalWriter.LongestRowBytes >> 20);
        }
        if (fault is not null)
        {
            broken.Add(row.Line, Written(row), fault.Value);
        }
    }

    private Text? Fault(TextRow row, int filled) =>
        filled > width ? T.SourceValuesMore(row.Cells.Count, width)
        : !source.CountsValues || row.Cells.Count >= width ? null
        : row.Unended ? T.SourceValuesCut(row.Cells.Count, width) : T.SourceValuesFewer(row.Cells.Count, width);

    /// <summary>As it may have stood in the file.</summary>
    private string Written(TextRow row)
    {
        var delimiter = file.Delimiter ?? ',';
        return string.Join(delimiter, row.Cells.Take(BrokenLines.KeptCharacters).Select(cell =>
            cell is not null && cell.AsSpan().IndexOfAny(delimiter, '"', '\n') >= 0
                ? $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : cell));
    }

    private static ColumnUnderstanding Column(Headers header, DataContract contract, SourceTop top, int at)
    {
        if (at >= header.Columns.Count)
        {
            return new ColumnUnderstanding("", null);
        }
        var column = header.Columns[at];
        return column.Field is { } name && contract.FindField(name) is { } field && field.IsNumeric()
            ? column with { Numbers = NumberForms.Of(field, top.Values(header, at)) }
            : column;
    }
}
