using System.Xml.Linq;
using Phusa.Catalog.Contracts;

namespace Phusa.Catalog.EntryTemplates;

/// <summary>The sheet to fill in: titles in the first row, columns formatted for what belongs into them.</summary>
internal static class EntrySheet
{
    public static XElement Of(DataContract contract, ChoicesSheet choices)
    {
        var rules = contract.Fields
            .Select((field, at) => EntryRule.Of(field, Cells.Letters(at), choices.RangeOf(field))).ToList();
        return new(
            Cells.Main + "worksheet",
            Cells.FrozenHeader(),
            Cells.Columns(contract.Fields.Select(field => (WidthOf(field), CellStyles.Of(field)))),
            new XElement(Cells.Main + "sheetData", Cells.Row(contract.Fields.Select(field =>
                ((string?)Heading(field, contract), field.Required || field.IsKey ? CellStyles.Required : CellStyles.Header)))),
            new XElement(Cells.Main + "dataValidations", new XAttribute("count", rules.Count), rules));
    }

    /// <summary>The title; where two fields share one, their names, so that the file can be read back.</summary>
    public static string Heading(Field field, DataContract contract) =>
        contract.Fields.Count(other => other.Title.Vi == field.Title.Vi) == 1 ? field.Title.Vi : field.Name;

    private static int WidthOf(Field field) => Math.Clamp(field.Title.Vi.Length + 4, 12, 40);
}
