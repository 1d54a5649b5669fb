using Phusa.Intake.Columns;

namespace Phusa.Intake.Reading;

/// <summary>The first rows of a source, among which its header is found and by which its columns are judged.</summary>
internal sealed class SourceTop
{
    private const int SampleRows = 1000;
    private const long SampleCharacters = 32 << 20;

    private readonly List<TextRow> rows = [];
    private readonly List<TextRow> candidates = [];
    private readonly bool countsValues;

    private SourceTop(bool countsValues) => this.countsValues = countsValues;

    public IReadOnlyList<TextRow> Rows => rows;

    /// <summary>Rows that may be the header, each up to its last value.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Candidates => [.. candidates.Select(row =>
        row.Cells.Take(Filled(row.Cells)).Select(cell => OneLine(cell ?? "")).ToList())];

    /// <param name="header">The line that was chosen as the header; null to look for it.</param>
    public static SourceTop Read(IEnumerator<TextRow> source, RowSource kind, int? header = null)
    {
        var top = new SourceTop(kind.CountsValues);
        var most = kind.NamesItsColumns ? 1 : ColumnMatcher.HeaderRows;
        var characters = 0L;
        while (top.rows.Count < SampleRows + most && characters < SampleCharacters && source.MoveNext())
        {
            var row = source.Current;
            top.rows.Add(row);
            characters += row.Cells.Sum(cell => cell?.Length ?? 0);
            if (row.Broken is null && top.candidates.Count < most && Filled(row.Cells) > 0
                && (header is null || kind.NamesItsColumns || row.Line == header))
            {
                top.candidates.Add(row);
            }
        }
        return top;
    }

    /// <summary>How many of a row's cells come before the blanks at its end.</summary>
    public static int Filled(IReadOnlyList<string?> cells)
    {
        var count = cells.Count;
        while (count > 0 && string.IsNullOrWhiteSpace(cells[count - 1]))
        {
            count--;
        }
        return count;
    }

    public long LineOf(Headers header) => candidates[header.Index].Line;

    /// <summary>
    /// Columns without a name count where they hold values. In CSV a row cannot be wider than its header; a sheet
    /// has no such rule.
    /// </summary>
    public int Width(Headers header)
    {
        var named = header.Columns.Count;
        var most = countsValues ? candidates[header.Index].Cells.Count : int.MaxValue;
        var widest = Data(header).Select(row => Filled(row.Cells)).Where(filled => filled <= most)
            .DefaultIfEmpty(0).Max();
        return Math.Max(named, widest);
    }

    public IEnumerable<string> Values(Headers header, int at) =>
        Data(header).Where(row => at < row.Cells.Count).Select(row => row.Cells[at] ?? "");

    private IEnumerable<TextRow> Data(Headers header) =>
        rows.Where(row => row.Broken is null && row.Line > LineOf(header));

    /// <summary>Headings are broken into lines to fit their columns.</summary>
    private static string OneLine(string text) =>
        string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
