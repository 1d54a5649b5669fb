using System.Globalization;
using Phusa.Kernel.Texts;

namespace Phusa.Intake.Rejects;

/// <summary>
/// The table that a steward mends and sends back: the source's own columns in their order, then remarks whose headings
/// begin with a low line, which are passed over when the file comes in again.
/// </summary>
/// <param name="seen">Whether the caller may see the values of a field; null is a column that fills none.</param>
internal sealed class Quarantine(RejectFile file, Func<string?, bool> seen)
{
    public static readonly IReadOnlyList<string> Remarks = ["_dòng", "_trường", "_lý do", "_reason"];

    private readonly bool[] shown = [.. file.Understanding.Columns.Select(column => seen(column.Field))];

    public IReadOnlyList<string> Headings => [.. file.Headers, .. Remarks];

    public IEnumerable<Reject> Rows => file.Read(0, long.MaxValue);

    public IEnumerable<string?> Cells(Reject reject) =>
    [
        .. Enumerable.Range(0, shown.Length).Select(at => at >= reject.Cells.Count ? "" : shown[at] ? reject.Cells[at] : "***"),
        reject.Line.ToString(CultureInfo.InvariantCulture),
        string.Join("; ", reject.Faults.Select(fault => fault.Field?.Name).OfType<string>().Distinct()),
        string.Join(' ', reject.Faults.Select(fault => Shown(fault).Vi)),
        string.Join(' ', reject.Faults.Select(fault => Shown(fault).En)),
    ];

    private Text Shown(Fault fault) => seen(fault.Field?.Name) ? fault.Sentence : (fault with { Value = null }).Sentence;
}
