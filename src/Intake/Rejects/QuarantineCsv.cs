using System.Text;

namespace Phusa.Intake.Rejects;

/// <summary>The quarantine as CSV.</summary>
internal static class QuarantineCsv
{
    public static async Task WriteAsync(Stream target, Quarantine quarantine, CancellationToken cancellation)
    {
        // With its mark, spreadsheets read the file as UTF-8.
        await using var writer = new StreamWriter(target, new UTF8Encoding(true), 1 << 16, leaveOpen: true);
        await LineAsync(writer, quarantine.Headings);
        foreach (var reject in quarantine.Rows)
        {
            cancellation.ThrowIfCancellationRequested();
            await LineAsync(writer, quarantine.Cells(reject));
        }
    }

    public static async Task LineAsync(StreamWriter writer, IEnumerable<string?> cells)
    {
        await writer.WriteAsync(string.Join(',', cells.Select(Quoted)));
        await writer.WriteAsync("\r\n");
    }

    /// <summary>A cell that a spreadsheet would run as a formula is kept from it by an apostrophe (CWE-1236).</summary>
    private static string Quoted(string? cell)
    {
        var text = cell ?? "";
        if (text.Length > 0 && (text[0] is '=' or '@' or '\t' || (text[0] is '+' or '-' && !IsNumber(text))))
        {
            text = "'" + text;
        }
        return text.AsSpan().IndexOfAny(",\"\r\n") < 0 ? text
            : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }

    private static bool IsNumber(string text) => text.Skip(1).All(letter => char.IsAsciiDigit(letter) || letter is '.' or ',' or ' ');
}
