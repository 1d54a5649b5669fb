using System.Xml.Linq;

namespace Phusa.Catalog.EntryTemplates;

/// <summary>Rows and columns of a sheet.</summary>
internal static class Cells
{
    public static readonly XNamespace Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

    public static XElement Row(IEnumerable<(string? Text, int Style)> cells) => new(Main + "row", cells.Select(Cell));

    /// <summary>The part that keeps the first row in sight.</summary>
    public static XElement FrozenHeader() => new(
        Main + "sheetViews", new XElement(Main + "sheetView", new XAttribute("workbookViewId", 0), new XElement(
            Main + "pane", new XAttribute("ySplit", 1), new XAttribute("topLeftCell", "A2"),
            new XAttribute("activePane", "bottomLeft"), new XAttribute("state", "frozen"))));

    public static XElement Columns(IEnumerable<(int Width, int Style)> columns) => new(
        Main + "cols", columns.Select((column, at) => new XElement(
            Main + "col", new XAttribute("min", at + 1), new XAttribute("max", at + 1), new XAttribute("width", column.Width),
            new XAttribute("style", column.Style), new XAttribute("customWidth", 1))));

    /// <summary>A, B, … Z, AA, AB, …: the letters of a column counted from 0.</summary>
    public static string Letters(int column) =>
        (column >= 26 ? Letters((column / 26) - 1) : "") + (char)('A' + (column % 26));

    /// <summary>XML has no control characters, and a contract may have been written with one.</summary>
    public static string Clean(string text) => string.Concat(text.Where(letter => letter is '\n' || !char.IsControl(letter)));

    private static XElement Cell((string? Text, int Style) cell) => string.IsNullOrEmpty(cell.Text)
        ? new(Main + "c", new XAttribute("s", cell.Style))
        : new(
            Main + "c", new XAttribute("s", cell.Style), new XAttribute("t", "inlineStr"),
            new XElement(Main + "is", new XElement(
                Main + "t", new XAttribute(XNamespace.Xml + "space", "preserve"), Clean(cell.Text))));
}
