using System.IO.Compression;
using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace Phusa.Catalog.EntryTemplates;

internal sealed record TemplateSheet(string Name, XElement Content, bool IsHidden = false);

/// <summary>The parts around the sheets, packed together (ECMA-376 parts 1 and 2).</summary>
internal static class TemplateWorkbook
{
    private const string Types = "application/vnd.openxmlformats-officedocument.spreadsheetml.";
    private const string Relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

    private static readonly XNamespace Packages = "http://schemas.openxmlformats.org/package/2006/relationships";
    private static readonly XNamespace Contents = "http://schemas.openxmlformats.org/package/2006/content-types";

    public static byte[] Write(IReadOnlyList<TemplateSheet> sheets)
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            Add(zip, "[Content_Types].xml", ContentTypes(sheets.Count));
            Add(zip, "_rels/.rels", Relations([("officeDocument", "xl/workbook.xml")]));
            Add(zip, "xl/workbook.xml", Workbook(sheets));
            Add(zip, "xl/_rels/workbook.xml.rels", Relations(
                [.. sheets.Select((_, at) => ("worksheet", $"worksheets/sheet{at + 1}.xml")), ("styles", "styles.xml")]));
            Add(zip, "xl/styles.xml", CellStyles.Sheet());
            foreach (var (at, sheet) in sheets.Index())
            {
                Add(zip, $"xl/worksheets/sheet{at + 1}.xml", sheet.Content);
            }
        }
        return bytes.ToArray();
    }

    /// <summary>Of a fixed date, so that the same contract makes the same bytes.</summary>
    private static void Add(ZipArchive zip, string path, XElement xml)
    {
        var entry = zip.CreateEntry(path);
        entry.LastWriteTime = new DateTimeOffset(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);
        using var part = entry.Open();
        using var writer = XmlWriter.Create(part, new() { Encoding = new UTF8Encoding(false), CheckCharacters = true });
        xml.WriteTo(writer);
    }

    private static XElement Workbook(IReadOnlyList<TemplateSheet> sheets) => new(
        Cells.Main + "workbook", new XAttribute(XNamespace.Xmlns + "r", Relation),
        new XElement(Cells.Main + "sheets", sheets.Select((sheet, at) => new XElement(
            Cells.Main + "sheet", new XAttribute("name", sheet.Name), new XAttribute("sheetId", at + 1),
            sheet.IsHidden ? new XAttribute("state", "hidden") : null,
            new XAttribute((XNamespace)Relation + "id", $"rId{at + 1}")))));

    private static XElement ContentTypes(int sheets) => new(
        Contents + "Types",
        Default("rels", "application/vnd.openxmlformats-package.relationships+xml"), Default("xml", "application/xml"),
        Override("/xl/workbook.xml", "sheet.main+xml"), Override("/xl/styles.xml", "styles+xml"),
        Enumerable.Range(1, sheets).Select(number => Override($"/xl/worksheets/sheet{number}.xml", "worksheet+xml")));

    private static XElement Default(string extension, string type) => new(
        Contents + "Default", new XAttribute("Extension", extension), new XAttribute("ContentType", type));

    private static XElement Override(string part, string type) => new(
        Contents + "Override", new XAttribute("PartName", part), new XAttribute("ContentType", Types + type));

    private static XElement Relations(IReadOnlyList<(string Type, string Target)> all) => new(
        Packages + "Relationships", all.Select((one, at) => new XElement(
            Packages + "Relationship", new XAttribute("Id", $"rId{at + 1}"),
            new XAttribute("Type", $"{Relation}/{one.Type}"), new XAttribute("Target", one.Target))));
}
