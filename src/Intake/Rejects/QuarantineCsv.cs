using System.Globalization;
using System.Text;

namespace Phusa.Intake.Rejects;

/// <summary>
/// The file that a steward mends and sends back: the source's own columns in their order, then remarks whose headings
/// begin with a low line, which are passed over when the file comes in again.
/// </summary>
internal static class QuarantineCsv
{
    public static readonly IReadOnlyList<string> Remarks = ["_dòng", "_trường", "_lý do", "_reason"];

    /// <param name="seen">Whether the caller may see the values of a field; null is a column that fills none.</param>
    public static async Task WriteAsync(
        Stream target, RejectFile file, Func<string?, bool> seen, CancellationToken cancellation)
    {
        // With its mark, spreadsheets read the file as UTF-8.
        await using var writer = new StreamWriter(target, new UTF8Encoding(true), 1 << 16, leaveOpen: true);
        await LineAsync(writer, [.. file.Headers, .. Remarks]);
        var shown = file.Understanding.Columns.Select(column => seen(column.Field)).ToArray();
        foreach (var reject in file.Read(0, long.MaxValue))
        {
            cancellation.ThrowIfCancellationRequested();
            await LineAsync(writer,
            [
                .. Enumerable.Range(0, shown.Length).Select(at => at >= reject.Cells.Count ? "" : shown[at] ? reject.Cells[at] : "***"),
                reject.Line.ToString(CultureInfo.InvariantCulture),
                string.Join("; ", reject.Faults.Select(fault => fault.Field?.Name).OfType<string>().Distinct()),
                string.Join(' ', reject.Faults.Select(fault => Shown(fault, seen).Vi)),
                string.Join(' ', reject.Faults.Select(fault => Shown(fault, seen).En)),
            ]);
        }
    }

    public static async Task LineAsync(StreamWriter writer, IEnumerable<string?> cells)
    {
        await writer.WriteAsync(string.Join(',', cells.Select(Quoted)));
        await writer.WriteAsync("\r\n");
    }

    private static Kernel.Texts.Text Shown(Fault fault, Func<string?, bool> seen) =>
        seen(fault.Field?.Name) ? fault.Sentence : (fault with { Value = null }).Sentence;

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
