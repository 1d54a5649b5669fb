using System.Text;

namespace Phusa.Intake.Reading;

/// <summary>How a delimited file is laid out.</summary>
internal sealed record CsvShape(char Delimiter, char Quote)
{
    private static readonly char[] Delimiters = [',', ';', '\t', '|'];

    /// <summary>
    /// The delimiter under which the sample's lines have most often the same number (above one) of values.
    /// </summary>
    public static CsvShape Of(string sample)
    {
        var best = Delimiters
            .Select(delimiter => (delimiter, Rows: Split(sample, delimiter, 200)))
            .Select(found => (found.delimiter, Score: Evenness(found.Rows)))
            .MaxBy(found => found.Score);
        return new CsvShape(best.Score > 0 ? best.delimiter : ',', '"');
    }

    /// <summary>The first records of a sample, quotes taken off; the last one may be cut and is left out.</summary>
    public static IReadOnlyList<IReadOnlyList<string>> Split(string sample, char delimiter, int most, bool whole = false)
    {
        var rows = new List<IReadOnlyList<string>>();
        var cells = new List<string>();
        var cell = new StringBuilder();
        var quoted = false;
        for (var at = 0; at < sample.Length && rows.Count < most; at++)
        {
            var letter = sample[at];
            if (quoted)
            {
                if (letter != '"')
                {
                    cell.Append(letter);
                }
                else if (at + 1 < sample.Length && sample[at + 1] == '"')
                {
                    cell.Append(sample[++at]);
                }
                else
                {
                    quoted = false;
                }
            }
            else if (letter == '"' && cell.Length == 0)
            {
                quoted = true;
            }
            else if (letter == delimiter)
            {
                Next(cells, cell);
            }
            else if (letter == '\n')
            {
                Next(cells, cell);
                rows.Add([.. cells.Select(text => text.TrimEnd('\r'))]);
                cells.Clear();
            }
            else
            {
                cell.Append(letter);
            }
        }
        if (whole && (cell.Length > 0 || cells.Count > 0) && rows.Count < most)
        {
            Next(cells, cell);
            rows.Add([.. cells]);
        }
        return rows;
    }

    private static void Next(List<string> cells, StringBuilder cell)
    {
        cells.Add(cell.ToString());
        cell.Clear();
    }

    private static double Evenness(IReadOnlyList<IReadOnlyList<string>> rows)
    {
        var widths = rows.Where(row => row.Count > 1 || row[0].Length > 0).GroupBy(row => row.Count)
            .MaxBy(group => group.Count());
        return widths is null || widths.Key < 2 ? 0 : widths.Count() + Math.Min(widths.Key, 50) / 100.0;
    }
}
