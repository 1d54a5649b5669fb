using Phusa.Warehouse.DuckDb;

namespace Phusa.Warehouse.Export.Xlsx;

/// <summary>Rows as a workbook of one sheet; see the folder's README.</summary>
internal sealed class XlsxRows(string sheetName) : RowWriter
{
    /// <summary>Of a sheet, its header included.</summary>
    public const int MostRows = 1_048_576;

    private SheetStream? sheet;
    private CellKind[] kinds = [];

    public override void Begin(RowShape shape, Utf8Buffer to)
    {
        kinds = [.. shape.Columns.Select(CellText.KindOf)];
        sheet = new SheetStream(sheetName, shape.Names, to);
    }

    public override void Row(DuckChunk chunk, int row, Utf8Buffer to)
    {
        sheet!.BeginRow();
        for (var i = 0; i < kinds.Length; i++)
        {
            SheetCells.Write(chunk.Column(i), row, kinds[i], sheet.Xml);
        }
        sheet.EndRow();
    }

    public override void End(string? next, Utf8Buffer to) => sheet!.End();

    public override void Dispose()
    {
        sheet?.Dispose();
        base.Dispose();
    }
}
