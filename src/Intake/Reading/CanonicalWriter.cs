using System.Buffers;
using System.Globalization;
using System.Text;
using Phusa.Warehouse.DuckDb;

namespace Phusa.Intake.Reading;

/// <summary>Writes the canonical CSV and learns on the way what DuckDB must be told to read it.</summary>
internal sealed class CanonicalWriter(string path, int width) : IDisposable
{
    public const int LongestRowBytes = 16 << 20;

    /// <summary>DuckDB's own limits, below which nothing needs to be said.</summary>
    private const int UsualRowBytes = 2 << 20;

    private const int UsualBufferBytes = 32 << 20;

    private static readonly SearchValues<char> Quoted = SearchValues.Create(",\"\r\n");

    private readonly FileStream file = new(path, FileMode.Create, FileAccess.Write, FileShare.Read, 1 << 20);
    private readonly ArrayBufferWriter<byte> row = new(4096);
    private int longest;
    private bool padded;
    private bool decomposed;
    private bool manyLines;

    /// <returns>False, and nothing is written, where the row is too long to be read back.</returns>
    public bool Write(long line, IReadOnlyList<string?> cells)
    {
        row.ResetWrittenCount();
        line.TryFormat(row.GetSpan(24), out var digits, provider: CultureInfo.InvariantCulture);
        row.Advance(digits);
        for (var at = 0; at < width; at++)
        {
            row.Write(","u8);
            if (at < cells.Count && cells[at] is { Length: > 0 } cell)
            {
                Write(PlainText.Of(cell));
            }
        }
        row.Write("\n"u8);
        if (row.WrittenCount > LongestRowBytes)
        {
            return false;
        }
        longest = Math.Max(longest, row.WrittenCount);
        file.Write(row.WrittenSpan);
        return true;
    }

    /// <summary>Ends the file.</summary>
    public SourceTable Table(IReadOnlyCollection<BrokenLine> broken)
    {
        file.Dispose();
        var columns = string.Concat(Enumerable.Range(0, width).Select(at => $", 'c{at}': 'varchar'"));
        // Values over several lines can look like rows to a reader that begins amid the file.
        var alone = manyLines ? ", parallel = false" : "";
        var room = longest < UsualRowBytes ? ""
            : $", max_line_size = {longest + 1}, buffer_size = {Math.Max(UsualBufferBytes, 2L * (longest + 1))}";
        var sql =
            $"""
            read_csv({DuckSql.Literal(path)}, auto_detect = false, header = false, delim = ',', quote = '"',
                escape = '"', new_line = '\n', nullstr = ''{alone}{room}, columns = {"{"}'_row': 'bigint'{columns}{"}"})
            """;
        return new SourceTable(sql, width, true, 0, padded, decomposed, broken);
    }

    public void Dispose() => file.Dispose();

    private void Write(string cell)
    {
        padded = padded || char.IsWhiteSpace(cell, 0) || char.IsWhiteSpace(cell, cell.Length - 1);
        decomposed = decomposed || cell.AsSpan().ContainsAnyInRange('\u0300', '\u036F');
        if (!cell.AsSpan().ContainsAny(Quoted))
        {
            Encoding.UTF8.GetBytes(cell, row);
            return;
        }
        manyLines = manyLines || cell.AsSpan().ContainsAny('\n', '\r');
        row.Write("\""u8);
        Encoding.UTF8.GetBytes(cell.Replace("\"", "\"\"", StringComparison.Ordinal), row);
        row.Write("\""u8);
    }
}
