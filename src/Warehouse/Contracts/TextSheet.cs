using System.IO.Pipelines;
using System.Text;
using Phusa.Warehouse.Export;
using Phusa.Warehouse.Export.Xlsx;

namespace Phusa.Warehouse.Contracts;

/// <summary>
/// Writes rows of texts as a workbook of one sheet, in constant memory. Every cell is a text: one that looks like a
/// formula stays what it is. It waits for the receiver on the thread that writes.
/// </summary>
public sealed class TextSheet : IDisposable
{
    /// <summary>Rows that a sheet takes below its headings.</summary>
    public const int MostRows = XlsxRows.MostRows - 1;

    private readonly Utf8Buffer buffer;
    private readonly SheetStream sheet;

    /// <param name="name">Of the sheet: at most 31 letters, none of <c>: \ / ? * [ ]</c>.</param>
    public TextSheet(PipeWriter target, string name, IEnumerable<string> headings, CancellationToken cancellation)
    {
        buffer = new Utf8Buffer(target, cancellation);
        sheet = new SheetStream(name, headings, buffer);
    }

    /// <param name="marked">Positions of cells that are to be looked at.</param>
    public void Row(IEnumerable<string?> cells, IReadOnlySet<int> marked)
    {
        sheet.BeginRow();
        foreach (var (at, cell) in cells.Index())
        {
            SheetCells.Text(Encoding.UTF8.GetBytes(cell ?? ""), sheet.Xml, marked.Contains(at) ? WorkbookParts.Marked : null);
        }
        sheet.EndRow();
        buffer.SendWhenFull();
    }

    public void End()
    {
        sheet.End();
        buffer.Send();
    }

    public void Dispose()
    {
        sheet.Dispose();
        buffer.Dispose();
    }
}
