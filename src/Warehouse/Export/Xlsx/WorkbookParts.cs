namespace Phusa.Warehouse.Export.Xlsx;

/// <summary>The parts of a workbook that are the same in every one (ECMA-376).</summary>
internal static class WorkbookParts
{
    public const string Sheet = "xl/worksheets/sheet1.xml";

    /// <summary>Cell formats by number, in the order of the style sheet.</summary>
    public const int Header = 1, Date = 2, DateTime = 3, Time = 4, Quoted = 5, Marked = 6;

    private const string Head = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private const string Relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private const string Packages = "http://schemas.openxmlformats.org/package/2006";

    public static readonly (string Path, string Xml)[] Fixed =
    [
        ("[Content_Types].xml", Head
            + $"<Types xmlns=\"{Packages}/content-types\">"
            + "<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
            + "<Default Extension=\"xml\" ContentType=\"application/xml\"/>"
            + Override("/xl/workbook.xml", "sheet.main") + Override("/" + Sheet, "worksheet")
            + Override("/xl/styles.xml", "styles") + "</Types>"),
        ("_rels/.rels", Head + Relations(("officeDocument", "xl/workbook.xml"))),
        ("xl/_rels/workbook.xml.rels", Head + Relations(("worksheet", "worksheets/sheet1.xml"), ("styles", "styles.xml"))),
        ("xl/styles.xml", Head
            + $"<styleSheet xmlns=\"{Main}\">"
            + "<numFmts count=\"2\"><numFmt numFmtId=\"164\" formatCode=\"dd/mm/yyyy\"/>"
            + "<numFmt numFmtId=\"165\" formatCode=\"dd/mm/yyyy\\ hh:mm:ss\"/></numFmts>"
            + "<fonts count=\"2\"><font><sz val=\"11\"/><name val=\"Calibri\"/></font>"
            + "<font><b/><sz val=\"11\"/><name val=\"Calibri\"/></font></fonts>"
            + "<fills count=\"4\"><fill><patternFill patternType=\"none\"/></fill><fill><patternFill patternType=\"gray125\"/></fill>"
            + "<fill><patternFill patternType=\"solid\"><fgColor rgb=\"FFE7EFEA\"/></patternFill></fill>"
            + "<fill><patternFill patternType=\"solid\"><fgColor rgb=\"FFFBD9D5\"/></patternFill></fill></fills>"
            + "<borders count=\"1\"><border/></borders><cellStyleXfs count=\"1\"><xf/></cellStyleXfs>"
            + "<cellXfs count=\"7\"><xf xfId=\"0\"/>"
            + "<xf xfId=\"0\" fontId=\"1\" fillId=\"2\" applyFont=\"1\" applyFill=\"1\"/>"
            + "<xf xfId=\"0\" numFmtId=\"164\" applyNumberFormat=\"1\"/><xf xfId=\"0\" numFmtId=\"165\" applyNumberFormat=\"1\"/>"
            + "<xf xfId=\"0\" numFmtId=\"21\" applyNumberFormat=\"1\"/><xf xfId=\"0\" quotePrefix=\"1\"/>"
            + "<xf xfId=\"0\" fillId=\"3\" applyFill=\"1\" quotePrefix=\"1\"/></cellXfs></styleSheet>"),
    ];

    public static string SheetHead { get; } = Head + $"<worksheet xmlns=\"{Main}\"><sheetViews><sheetView workbookViewId=\"0\">"
        + "<pane ySplit=\"1\" topLeftCell=\"A2\" activePane=\"bottomLeft\" state=\"frozen\"/></sheetView></sheetViews><sheetData>";

    /// <param name="name">Excel takes 31 letters and none of <c>: \ / ? * [ ]</c>; names of datasets have none of these.</param>
    public static string Workbook(string name) => Head
        + $"<workbook xmlns=\"{Main}\" xmlns:r=\"{Relation}\"><sheets>"
        + $"<sheet name=\"{System.Security.SecurityElement.Escape(name.Length > 31 ? name[..31] : name)}\" sheetId=\"1\" r:id=\"rId1\"/>"
        + "</sheets></workbook>";

    private static string Override(string part, string type) => $"<Override PartName=\"{part}\" "
        + $"ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.{type}+xml\"/>";

    private static string Relations(params (string Type, string Target)[] all) =>
        $"<Relationships xmlns=\"{Packages}/relationships\">" + string.Concat(all.Select((one, i) =>
            $"<Relationship Id=\"rId{i + 1}\" Type=\"{Relation}/{one.Type}\" Target=\"{one.Target}\"/>")) + "</Relationships>";
}
