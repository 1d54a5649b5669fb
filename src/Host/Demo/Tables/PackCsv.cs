using System.Text;

namespace Phusa.Host.Demo.Tables;

/// <summary>
/// Reads the packs' own code lists: small, UTF-8, commas, RFC 4180 quotes. Files of unknown make go through intake.
/// </summary>
internal static class PackCsv
{
    public static IReadOnlyList<string[]> Read(string path)
    {
        return Parse(File.ReadAllText(path, Encoding.UTF8), Path.GetFileName(path));
    }

    public static IReadOnlyList<string[]> Parse(string text, string file)
    {
        var lines = new List<string[]>();
        var cells = new List<string>();
        for (var at = 0; at < text.Length;)
        {
            cells.Add(Cell(text, ref at));
            var end = at < text.Length ? text[at] : '\n';
            at++;
            if (end == '\r' && at < text.Length && text[at] == '\n')
            {
                at++;
            }

            if (end != ',')
            {
                lines.Add([.. cells]);
                cells.Clear();
            }
        }

        if (lines.Count == 0 || lines.Any(line => line.Length != lines[0].Length))
        {
            throw new InvalidDataException($"{file}: its lines have different numbers of cells.");
        }

        return lines;
    }

    private static string Cell(string text, ref int at)
    {
        var start = at;
        if (at >= text.Length || text[at] != '"')
        {
            while (at < text.Length && text[at] is not (',' or '\r' or '\n'))
            {
                at++;
            }

            return text[start..at];
        }

        var cell = new StringBuilder();
        for (at++; at < text.Length; at++)
        {
            if (text[at] != '"')
            {
                cell.Append(text[at]);
            }
            else if (at + 1 < text.Length && text[at + 1] == '"')
            {
                cell.Append(text[at++]);
            }
            else
            {
                at++;
                break;
            }
        }

        return cell.ToString();
    }
}
