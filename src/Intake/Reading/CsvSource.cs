namespace Phusa.Intake.Reading;

/// <summary>
/// Delimited text, record by record. It is slower than DuckDB, knows each record's line, and loses only those
/// lines that are no record.
/// </summary>
internal sealed class CsvSource : RowSource
{
    public override IReadOnlyList<string> Formats { get; } = ["csv"];

    public override bool CountsValues => true;

    public override SourceFile Settle(SourceFile file)
    {
        var known = file with { Encoding = SourceText.Encoding(file).Name };
        return known.Delimiter is null ? known with { Delimiter = Shape(known).Delimiter } : known;
    }

    public override IEnumerable<TextRow> Rows(SourceFile file, CancellationToken cancellation)
    {
        var known = Settle(file);
        var lineEnd = LineEnd(SourceText.Beginning(known));
        using var window = SourceText.Open(known);
        var records = new CsvRecords(window, (byte)known.Delimiter!.Value, lineEnd, known.Encoding!);
        while (records.Next() is { } row)
        {
            cancellation.ThrowIfCancellationRequested();
            yield return row;
        }
    }

    private static CsvShape Shape(SourceFile file)
    {
        var beginning = SourceText.Beginning(file);
        return CsvShape.Of(LineEnd(beginning) == '\r' ? beginning.Replace('\r', '\n') : beginning);
    }

    /// <summary>A carriage return alone ends lines only in files from old Macs, which have no other line end.</summary>
    private static byte LineEnd(string beginning) =>
        (byte)(beginning.TrimEnd('\n').Contains('\n') || !beginning.Contains('\r') ? '\n' : '\r');
}
