using System.IO.Compression;
using System.Text;

namespace Phusa.Warehouse.Export.Xlsx;

/// <summary>A workbook of one sheet on its way out, compressed as it is written.</summary>
internal sealed class SheetStream : IDisposable
{
    private const int Full = 1 << 16;

    private readonly ZipArchive zip;
    private readonly Stream sheet;

    public SheetStream(string name, IEnumerable<string> headings, Utf8Buffer to)
    {
        zip = new ZipArchive(new BufferStream(to), ZipArchiveMode.Create, leaveOpen: true);
        foreach (var (path, text) in WorkbookParts.Fixed.Append(("xl/workbook.xml", WorkbookParts.Workbook(name))))
        {
            using var part = zip.CreateEntry(path, CompressionLevel.Fastest).Open();
            part.Write(Encoding.UTF8.GetBytes(text));
        }
        sheet = zip.CreateEntry(WorkbookParts.Sheet, CompressionLevel.Fastest).Open();
        Xml.Write(Encoding.UTF8.GetBytes(WorkbookParts.SheetHead));
        BeginRow();
        foreach (var heading in headings)
        {
            SheetCells.Text(Encoding.UTF8.GetBytes(heading), Xml, WorkbookParts.Header);
        }
        EndRow();
    }

    /// <summary>Where the cells of a row are written.</summary>
    public Utf8Buffer Xml { get; } = new(null, CancellationToken.None);

    public void BeginRow() => Xml.Write("<row>"u8);

    public void EndRow()
    {
        Xml.Write("</row>"u8);
        if (Xml.Kept.Length >= Full)
        {
            Compress();
        }
    }

    public void End()
    {
        Xml.Write("</sheetData></worksheet>"u8);
        Compress();
        sheet.Dispose();
        zip.Dispose();
    }

    public void Dispose() => Xml.Dispose();

    private void Compress()
    {
        sheet.Write(Xml.Kept.Span);
        Xml.Clear();
    }
}
