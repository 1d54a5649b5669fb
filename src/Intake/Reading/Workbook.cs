using System.Text;
using ExcelDataReader;
using ExcelDataReader.Exceptions;
using Phusa.Intake.Contracts;

namespace Phusa.Intake.Reading;

/// <summary>An open workbook, at one row of one sheet. Whatever is wrong with it comes as one exception.</summary>
internal sealed class Workbook : IDisposable
{
    private readonly SourceFile file;
    private readonly IExcelDataReader reader;

    static Workbook() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    private Workbook(SourceFile file, IExcelDataReader reader) => (this.file, this.reader) = (file, reader);

    public string Sheet => reader.Name;

    public bool IsVisible => reader.VisibleState == "visible";

    public IReadOnlyList<CellRange> Merged => reader.MergeCells ?? [];

    /// <exception cref="UnreadableSourceException">Damaged, locked, or a bomb.</exception>
    public static Workbook Open(SourceFile file, IntakeOptions options)
    {
        ZipEntries.CheckWorkbook(file, options);
        var stream = new FileStream(file.Path, FileMode.Open, FileAccess.Read, FileShare.Read);
        try
        {
            var configuration = new ExcelReaderConfiguration { FallbackEncoding = Encoding.GetEncoding(1258) };
            return new Workbook(file, Guard(file, () => ExcelReaderFactory.CreateReader(stream, configuration)));
        }
        catch
        {
            stream.Dispose();
            throw;
        }
    }

    public bool NextSheet() => Guard(file, reader.NextResult);

    public bool NextRow() => Guard(file, reader.Read);

    /// <summary>The row's cells up to the last that holds something.</summary>
    public string?[] Cells()
    {
        var width = reader.FieldCount;
        while (width > 0 && reader.GetValue(width - 1) is null)
        {
            width--;
        }
        var cells = new string?[width];
        for (var at = 0; at < width; at++)
        {
            cells[at] = CellText.Of(reader.GetValue(at));
        }
        return cells;
    }

    public void Dispose() => reader.Dispose();

    /// <summary>A damaged workbook fails in as many ways as it has places; all mean the same to a steward.</summary>
    private static TResult Guard<TResult>(SourceFile file, Func<TResult> step)
    {
        try
        {
            return step();
        }
        catch (InvalidPasswordException locked)
        {
            throw new UnreadableSourceException("workbook.locked", T.SourceWorkbookLocked(file.Name), locked);
        }
        catch (Exception damage) when (damage is not (OutOfMemoryException or UnreadableSourceException))
        {
            throw new UnreadableSourceException("workbook.damaged", T.SourceWorkbookDamaged(file.Name), damage);
        }
    }
}
