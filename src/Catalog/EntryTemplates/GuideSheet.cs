using System.Xml.Linq;
using Phusa.Catalog.Contracts;
using Phusa.Kernel.Texts;

namespace Phusa.Catalog.EntryTemplates;

/// <summary>One row for each field: what belongs into its column, in Vietnamese and English beside each other.</summary>
internal static class GuideSheet
{
    private static readonly int[] Widths = [28, 28, 22, 44, 44, 48];

    public static XElement Of(DataContract contract) => new(
        Cells.Main + "worksheet",
        Cells.FrozenHeader(),
        Cells.Columns(Widths.Select(width => (width, CellStyles.Wrapped))),
        new XElement(
            Cells.Main + "sheetData",
            Cells.Row(new[]
            {
                T.TemplateColumn.Vi, T.TemplateColumn.En, T.TemplateField.Vi, T.TemplateRules.Vi, T.TemplateRules.En,
                T.TemplateMeaning.Vi,
            }.Select(title => ((string?)title, CellStyles.Header))),
            contract.Fields.Select(field => Cells.Row(new[]
            {
                EntrySheet.Heading(field, contract), field.Title.En, field.Name, Rules(field, Text.Vietnamese),
                Rules(field, Text.English), field.Description,
            }.Select(text => (text, CellStyles.Wrapped)))),
            Cells.Row([(T.TemplateNote.Vi, CellStyles.Wrapped), (T.TemplateNote.En, CellStyles.Wrapped)])));

    private static string Rules(Field field, System.Globalization.CultureInfo language)
    {
        var unit = field.Unit is { } one ? T.TemplateUnit(one) : (Text?)null;
        var list = field.CodeList is { } codes ? T.TemplateList(codes.Name) : (Text?)null;
        var nothing = field.MissingValues.Count > 0 ? T.TemplateNothing(string.Join(", ", field.MissingValues)) : (Text?)null;
        return string.Join("; ", new[] { FieldWords.Type(field) }
            .Concat(FieldWords.Rules(field)).Concat(new[] { unit, list, nothing }.OfType<Text>())
            .Select(rule => rule.In(language)));
    }
}
