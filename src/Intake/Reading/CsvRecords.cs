using System.Text;
using System.Text.Unicode;
using Phusa.Kernel.Texts;

namespace Phusa.Intake.Reading;

/// <summary>
/// RFC 4180 over UTF-8 bytes in bounded memory. Where a quote goes wrong, one line is lost and reading resumes at
/// the next: a stray quote must not swallow the rest of the file. A quote inside a value must be doubled; taking others
/// as they are would make a record end wherever chance has it.
/// </summary>
internal sealed class CsvRecords(ByteWindow window, byte delimiter, byte lineEnd, string encoding)
{
    public const int LongestQuotedLines = 1000;
    public const int LongestQuotedBytes = 4 << 20;
    public const int LongestRecordBytes = 16 << 20;

    private const int MostValues = 20_000;
    private const int KeptOfBroken = 16_000;

    private readonly List<CsvCell> cells = [];
    private long line = 1;

    private enum Stop { Delimiter, LineEnd, FileEnd }

    public TextRow? Next()
    {
        if (!window.Has(0))
        {
            return null;
        }
        cells.Clear();
        var at = 0;
        while (true)
        {
            var (stop, next, fault) = window.Has(at) && window.Bytes[at] == '"' ? Quoted(at) : Bare(at);
            fault ??= next > LongestRecordBytes || cells.Count > MostValues ? TooLong() : null;
            if (fault is not null)
            {
                return Broken(fault.Value);
            }
            if (stop != Stop.Delimiter)
            {
                return Record(next, stop == Stop.FileEnd);
            }
            at = next;
        }
    }

    /// <summary>A value without quotes: up to the next delimiter or line end.</summary>
    private (Stop Stop, int Next, Text? Fault) Bare(int from)
    {
        var at = from;
        while (true)
        {
            var found = window.Bytes[at..].IndexOfAny(delimiter, lineEnd);
            if (found >= 0)
            {
                at += found;
                var ends = window.Bytes[at] == lineEnd;
                var to = ends && at > from && window.Bytes[at - 1] == '\r' ? at - 1 : at;
                cells.Add(new CsvCell(from, to, false));
                return (ends ? Stop.LineEnd : Stop.Delimiter, at + 1, null);
            }
            at = window.Length;
            if (at > LongestRecordBytes)
            {
                return (Stop.FileEnd, at, TooLong());
            }
            if (!window.More())
            {
                cells.Add(new CsvCell(from, at, false));
                return (Stop.FileEnd, at, null);
            }
        }
    }

    private (Stop Stop, int Next, Text? Fault) Quoted(int from)
    {
        var (at, counted, lines, doubled) = (from + 1, from + 1, 0, false);
        while (true)
        {
            var found = window.Bytes[at..].IndexOf((byte)'"');
            at = found < 0 ? window.Length : at + found;
            lines += window.Bytes[counted..at].Count(lineEnd);
            counted = at;
            if (lines > LongestQuotedLines || at - from > LongestQuotedBytes || (found < 0 && !window.More()))
            {
                return (Stop.FileEnd, at, T.SourceQuoteNeverCloses);
            }
            if (found < 0)
            {
                continue;
            }
            if (!window.Has(at + 1) || window.Bytes[at + 1] != '"')
            {
                cells.Add(new CsvCell(from + 1, at, doubled));
                return AfterQuote(at + 1);
            }
            (at, doubled) = (at + 2, true);
            counted = at;
        }
    }

    /// <summary>After the closing quote come blanks, if anything, and then the value must end.</summary>
    private (Stop Stop, int Next, Text? Fault) AfterQuote(int at)
    {
        while (window.Has(at) && window.Bytes[at] is (byte)' ' or (byte)'\t' or (byte)'\r'
            && window.Bytes[at] != delimiter && window.Bytes[at] != lineEnd)
        {
            at++;
        }
        return !window.Has(at) ? (Stop.FileEnd, at, null)
            : window.Bytes[at] == delimiter ? (Stop.Delimiter, at + 1, null)
            : window.Bytes[at] == lineEnd ? (Stop.LineEnd, at + 1, null)
            : (Stop.FileEnd, at, T.SourceQuoteMisplaced);
    }

    private TextRow Record(int length, bool unended)
    {
        var bytes = window.Bytes[..length];
        var at = line;
        line += bytes.Count(lineEnd);
        TextRow row;
        if (Utf8.IsValid(bytes))
        {
            var values = new string?[cells.Count];
            for (var cell = 0; cell < values.Length; cell++)
            {
                values[cell] = cells[cell].Text(bytes);
            }
            row = new TextRow(at, values, null, unended);
        }
        else
        {
            var reason = T.SourceBytesBroken(encoding, window.Offset + Utf8Sequence.FirstInvalid(bytes));
            row = new TextRow(at, [Shown(bytes)], reason, unended);
        }
        window.Take(length);
        return row;
    }

    /// <summary>Gives up the first line of what was read and leaves the rest to be read again.</summary>
    private TextRow Broken(Text reason)
    {
        var end = window.Bytes.IndexOf(lineEnd);
        var row = new TextRow(line++, [Shown(end < 0 ? window.Bytes : window.Bytes[..end])], reason);
        while (end < 0)
        {
            window.Take(window.Length);
            if (!window.More())
            {
                return row;
            }
            end = window.Bytes.IndexOf(lineEnd);
        }
        window.Take(end + 1);
        return row;
    }

    private static string Shown(ReadOnlySpan<byte> bytes) =>
        Encoding.UTF8.GetString(bytes[..Math.Min(bytes.Length, KeptOfBroken)]).TrimEnd('\r', '\n');

    private static Text TooLong() => T.SourceRowTooLong(LongestRecordBytes >> 20);

    /// <summary>Where a value stands in the record, and whether it has doubled quotes.</summary>
    private readonly record struct CsvCell(int From, int To, bool Doubled)
    {
        public string Text(ReadOnlySpan<byte> record)
        {
            var text = Encoding.UTF8.GetString(record[From..To]);
            return Doubled ? text.Replace("\"\"", "\"", StringComparison.Ordinal) : text;
        }
    }
}
