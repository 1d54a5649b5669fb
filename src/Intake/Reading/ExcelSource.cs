using Microsoft.Extensions.Options;
using Phusa.Intake.Contracts;

namespace Phusa.Intake.Reading;

/// <summary>
/// Workbooks of Excel, old and new; of formulas the values that Excel kept. An error such as #N/A is no value.
/// </summary>
internal sealed class ExcelSource(IOptions<IntakeOptions> options) : RowSource
{
    /// <summary>Rows among which a sheet must show data to be taken as the one that is meant.</summary>
    private const int LookedAt = 100;

    public override IReadOnlyList<string> Formats { get; } = ["xlsx", "xls"];

    public override IReadOnlyList<string> Parts(SourceFile file)
    {
        if (ZipEntries.Sheets(file) is { } listed)
        {
            return listed;
        }
        using var workbook = Workbook.Open(file, options.Value);
        var names = new List<string>();
        do
        {
            names.Add(workbook.Sheet);
        }
        while (workbook.NextSheet());
        return names;
    }

    /// <summary>The chosen sheet, else the first visible one with two values in a row, else the first with any.</summary>
    public override SourceFile Settle(SourceFile file)
    {
        using var workbook = Workbook.Open(file, options.Value);
        var (first, filled) = (workbook.Sheet, (string?)null);
        do
        {
            if (file.Part == workbook.Sheet)
            {
                return file;
            }
            var most = file.Part is null && workbook.IsVisible ? Widest(workbook) : 0;
            if (most > 1)
            {
                return file with { Part = workbook.Sheet };
            }
            filled ??= most > 0 ? workbook.Sheet : null;
        }
        while (workbook.NextSheet());
        return file.Part is { } part
            ? throw MissingSheet(file.Name, part)
            : file with { Part = filled ?? first };
    }

    public override IEnumerable<TextRow> Rows(SourceFile file, CancellationToken cancellation)
    {
        var sheet = file.Part ?? Settle(file).Part!;
        using var workbook = Workbook.Open(file, options.Value);
        while (workbook.Sheet != sheet)
        {
            if (!workbook.NextSheet())
            {
                throw MissingSheet(file.Name, sheet);
            }
        }
        var groups = new MergedGroups(workbook.Merged);
        for (var line = 1L; workbook.NextRow(); line++)
        {
            cancellation.ThrowIfCancellationRequested();
            var cells = workbook.Cells();
            yield return new TextRow(line, groups.Fill((int)(line - 1), cells));
        }
    }

    private static UnreadableSourceException MissingSheet(string file, string sheet) =>
        new("sheet.missing", T.SourceSheetMissing(file, sheet));

    private static int Widest(Workbook workbook)
    {
        var most = 0;
        for (var row = 0; row < LookedAt && most < 2 && workbook.NextRow(); row++)
        {
            most = Math.Max(most, workbook.Cells().Count(cell => !string.IsNullOrWhiteSpace(cell)));
        }
        return most;
    }
}
