using System.IO.Compression;
using System.Security;
using System.Text;

namespace Phusa.Tests.Unit.Intake.Reading;

/// <summary>Writes a workbook by hand: each cell is given as the XML that Excel would write inside its row.</summary>
internal sealed class TinyWorkbook
{
    private readonly List<(string Name, string Xml, bool Hidden)> sheets = [];

    /// <summary>A text cell.</summary>
    public static string T(string at, string text) =>
        $"<c r=\"{at}\" t=\"inlineStr\"><is><t xml:space=\"preserve\">{SecurityElement.Escape(text)}</t></is></c>";

    /// <summary>A number as Excel keeps it; style 1 is a date, 2 a date with time, 3 a time.</summary>
    public static string N(string at, string number, int style = 0) =>
        $"<c r=\"{at}\" s=\"{style}\"><v>{number}</v></c>";

    /// <summary>A boolean (b), an error (e) or a formula's text (str).</summary>
    public static string V(string at, string type, string value) => $"<c r=\"{at}\" t=\"{type}\"><v>{value}</v></c>";

    public TinyWorkbook Sheet(
        string name, IEnumerable<(int Row, string Cells)> rows, string[]? merged = null, bool hidden = false)
    {
        var data = string.Concat(rows.Select(row => $"<row r=\"{row.Row}\">{row.Cells}</row>"));
        var merges = merged is null ? ""
            : $"<mergeCells>{string.Concat(merged.Select(range => $"<mergeCell ref=\"{range}\"/>"))}</mergeCells>";
        sheets.Add((name, $"<worksheet xmlns=\"{Main}\"><sheetData>{data}</sheetData>{merges}</worksheet>", hidden));
        return this;
    }

    public byte[] Bytes()
    {
        using var stream = new MemoryStream();
        using (var archive = new ZipArchive(stream, ZipArchiveMode.Create, true))
        {
            Add(archive, "[Content_Types].xml",
                "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">"
                + "<Default Extension=\"xml\" ContentType=\"application/xml\"/></Types>");
            Add(archive, "xl/workbook.xml",
                $"<workbook xmlns=\"{Main}\" xmlns:r=\"{Relations}\"><sheets>"
                + string.Concat(sheets.Select((sheet, at) =>
                $"<sheet name=\"{sheet.Name}\" sheetId=\"{at + 1}\" r:id=\"r{at}\""
                + $"{(sheet.Hidden ? " state=\"hidden\"" : "")}/>"))
                + "</sheets></workbook>");
            Add(archive, "xl/_rels/workbook.xml.rels",
                "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
                + $"<Relationship Id=\"st\" Type=\"{Relations}/styles\" Target=\"styles.xml\"/>"
                + string.Concat(sheets.Select((_, at) =>
                $"<Relationship Id=\"r{at}\" Type=\"{Relations}/worksheet\" Target=\"worksheets/sheet{at}.xml\"/>"))
                + "</Relationships>");
            Add(archive, "xl/styles.xml",
                $"<styleSheet xmlns=\"{Main}\"><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/><xf numFmtId=\"22\"/>"
                + "<xf numFmtId=\"20\"/></cellXfs></styleSheet>");
            for (var at = 0; at < sheets.Count; at++)
            {
                Add(archive, $"xl/worksheets/sheet{at}.xml", sheets[at].Xml);
            }
        }
        return stream.ToArray();
    }

    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private const string Relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

    private static void Add(ZipArchive archive, string name, string xml)
    {
        using var stream = archive.CreateEntry(name).Open();
        stream.Write(Encoding.UTF8.GetBytes("<?xml version=\"1.0\" encoding=\"UTF-8\"?>" + xml));
    }
}
