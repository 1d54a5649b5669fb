using Phusa.Kernel.Texts;

namespace Phusa.Intake.Reading;

/// <summary>
/// Reads a format that DuckDB does not read, or not safely, as rows of texts. They pass through a plain UTF-8 CSV
/// on the node's own disk, from where everything goes the one way that CSV goes.
/// </summary>
internal abstract class RowSource
{
    /// <summary>Names as in <see cref="Understanding.Format"/>.</summary>
    public abstract IReadOnlyList<string> Formats { get; }

    /// <summary>
    /// All rows in the file's order, titles above the header included. Numbers and dates that the format knows as
    /// such are written as 1234.5, 2025-12-31 and 2025-12-31 08:00:00.
    /// </summary>
    /// <exception cref="UnreadableSourceException">The file is damaged, locked with a password or too large inside.</exception>
    public abstract IEnumerable<TextRow> Rows(SourceFile file, CancellationToken cancellation);

    /// <summary>Names of the sheets or entries to choose from; empty where there is just one table.</summary>
    public virtual IReadOnlyList<string> Parts(SourceFile file) => [];

    /// <summary>What the steward left open, found out: encoding and delimiter, or the sheet.</summary>
    /// <exception cref="UnreadableSourceException">What was chosen is not there.</exception>
    public virtual SourceFile Settle(SourceFile file) => file;

    /// <summary>True where the first row always names the columns, as in JSON.</summary>
    public virtual bool NamesItsColumns => false;

    /// <summary>True where a row with fewer values than the header is no record; elsewhere the rest is empty.</summary>
    public virtual bool CountsValues => false;
}

/// <summary>A file to be read and what the steward chose about it.</summary>
/// <param name="Path">On this machine.</param>
/// <param name="Part">Sheet or entry; null for the first that holds data.</param>
/// <param name="Delimiter">For CSV; null to find out.</param>
internal sealed record SourceFile(
    string Path, string Name, string Format, string? Encoding, char? Delimiter, string? Part)
{
    /// <summary>The line that is the header, from 1; null to find out.</summary>
    public int? HeaderLine { get; init; }
}

/// <summary>A row as written. One that is no record carries <paramref name="Broken"/> and its text in one cell.</summary>
/// <param name="Line">Where it stands in the source, from 1.</param>
/// <param name="Unended">The file ends with it, without a line end: it may have been cut.</param>
internal sealed record TextRow(long Line, IReadOnlyList<string?> Cells, Text? Broken = null, bool Unended = false);

/// <summary>A file that cannot be read as what it seems to be.</summary>
internal sealed class UnreadableSourceException(string code, Text reason, Exception? cause = null)
    : Exception(reason.En, cause)
{
    public string Code => code;

    public Text Reason => reason;
}
