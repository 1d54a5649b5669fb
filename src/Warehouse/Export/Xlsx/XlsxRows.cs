using System.IO.Compression;
using System.Text;
using Phusa.Warehouse.DuckDb;

namespace Phusa.Warehouse.Export.Xlsx;

/// <summary>A workbook of one sheet, compressed as it is written; see the folder's README.</summary>
internal sealed class XlsxRows(string sheetName) : RowWriter
{
    /// <summary>Of a sheet, its header included.</summary>
    public const int MostRows = 1_048_576;

    private const int Full = 1 << 16;

    private readonly Utf8Buffer xml = new(null, CancellationToken.None);
    private ZipArchive? zip;
    private Stream? sheet;
    private CellKind[] kinds = [];

    public override void Begin(RowShape shape, Utf8Buffer to)
    {
        kinds = [.. shape.Columns.Select(CellText.KindOf)];
        zip = new ZipArchive(new BufferStream(to), ZipArchiveMode.Create, leaveOpen: true);
        foreach (var (path, text) in WorkbookParts.Fixed.Append(("xl/workbook.xml", WorkbookParts.Workbook(sheetName))))
        {
            using var part = zip.CreateEntry(path, CompressionLevel.Fastest).Open();
            part.Write(Encoding.UTF8.GetBytes(text));
        }
        sheet = zip.CreateEntry(WorkbookParts.Sheet, CompressionLevel.Fastest).Open();
        xml.Write(Encoding.UTF8.GetBytes(WorkbookParts.SheetHead));
        xml.Write("<row>"u8);
        foreach (var name in shape.Names)
        {
            SheetCells.Text(Encoding.UTF8.GetBytes(name), xml, WorkbookParts.Header);
        }
        xml.Write("</row>"u8);
    }

    public override void Row(DuckChunk chunk, int row, Utf8Buffer to)
    {
        xml.Write("<row>"u8);
        for (var i = 0; i < kinds.Length; i++)
        {
            SheetCells.Write(chunk.Column(i), row, kinds[i], xml);
        }
        xml.Write("</row>"u8);
        if (xml.Kept.Length >= Full)
        {
            Compress();
        }
    }

    public override void End(string? next, Utf8Buffer to)
    {
        xml.Write("</sheetData></worksheet>"u8);
        Compress();
        sheet!.Dispose();
        zip!.Dispose();
    }

    public override void Dispose()
    {
        xml.Dispose();
        base.Dispose();
    }

    private void Compress()
    {
        sheet!.Write(xml.Kept.Span);
        xml.Clear();
    }
}
