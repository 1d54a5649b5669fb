using Phusa.Kernel.Vietnamese;

namespace Phusa.Intake.Reading;

/// <summary>
/// JSON as rows: an array of objects wherever it stands near the top, one object a line, or features. The file is
/// read twice, first for the names of all columns, so that a name that comes late loses nothing.
/// </summary>
internal sealed class JsonSource : RowSource
{
    private const int MostColumns = 2000;

    public override IReadOnlyList<string> Formats { get; } = ["json", "ndjson", "geojson"];

    public override bool NamesItsColumns => true;

    /// <summary>JSON is UTF-8 (RFC 8259, section 8.1) unless a mark says that it is UTF-16.</summary>
    public override SourceFile Settle(SourceFile file) =>
        file with { Encoding = file.Encoding ?? (SourceText.IsUtf16(file) ? SourceText.Encoding(file) : LegacyEncoding.Utf8).Name };

    public override IEnumerable<TextRow> Rows(SourceFile file, CancellationToken cancellation)
    {
        var known = Settle(file);
        var columns = Columns(known, cancellation);
        if (columns.Count == 0)
        {
            yield break;
        }
        yield return new TextRow(0, [.. columns.Keys]);
        using var elements = JsonElements.Open(known);
        while (elements.Next() is { } element)
        {
            cancellation.ThrowIfCancellationRequested();
            yield return Row(element, columns);
        }
    }

    private static Dictionary<string, int> Columns(SourceFile file, CancellationToken cancellation)
    {
        var columns = new Dictionary<string, int>();
        using var elements = JsonElements.Open(file);
        while (elements.Next() is { } element)
        {
            using (element)
            {
                cancellation.ThrowIfCancellationRequested();
                if (element.Broken is null)
                {
                    JsonFlattening.Each(element.Value, (name, _) => columns.TryAdd(name, columns.Count));
                }
            }
            if (columns.Count > MostColumns)
            {
                throw new UnreadableSourceException("json.too-wide", T.SourceJsonTooWide(file.Name, MostColumns));
            }
        }
        return columns;
    }

    private static TextRow Row(JsonRow element, Dictionary<string, int> columns)
    {
        using (element)
        {
            if (element.Broken is not null)
            {
                return new TextRow(element.Line, [element.Written], element.Broken);
            }
            var cells = new string?[columns.Count];
            JsonFlattening.Each(element.Value, (name, value) => cells[columns[name]] = JsonFlattening.Text(value));
            return new TextRow(element.Line, cells);
        }
    }
}
