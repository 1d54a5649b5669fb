using System.Globalization;
using System.Xml.Linq;
using Phusa.Catalog.Contracts;

namespace Phusa.Catalog.EntryTemplates;

/// <summary>Values to choose from, two columns for each field that has them: the code and what it is called.</summary>
internal sealed class ChoicesSheet
{
    private readonly List<(Field Field, IReadOnlyList<CodeChoice> Values)> lists;

    public ChoicesSheet(DataContract contract, IReadOnlyDictionary<string, IReadOnlyList<CodeChoice>> codes) => lists =
    [
        .. contract.Fields
            .Select(field => (field, codes.GetValueOrDefault(field.Name) is { Count: > 0 } list
                ? list : [.. field.AcceptedValues.Select(value => new CodeChoice(value, null))]))
            .Where(list => list.Item2.Count > 0),
    ];

    public static string Name => T.TemplateSheetChoices.Vi;

    public bool IsEmpty => lists.Count == 0;

    /// <summary>The cells with the codes of a field; null where it takes any value.</summary>
    public string? RangeOf(Field field)
    {
        var at = lists.FindIndex(list => list.Field == field);
        return at < 0 ? null : string.Create(CultureInfo.InvariantCulture,
            $"'{Name}'!${Cells.Letters(2 * at)}$2:${Cells.Letters(2 * at)}${lists[at].Values.Count + 1}");
    }

    public XElement Sheet() => new(
        Cells.Main + "worksheet",
        Cells.FrozenHeader(),
        new XElement(
            Cells.Main + "sheetData",
            Cells.Row(lists.SelectMany(list => new (string?, int)[]
            {
                (list.Field.Title.Vi, CellStyles.Header), (null, CellStyles.Header),
            })),
            Enumerable.Range(0, lists.Max(list => list.Values.Count)).Select(row => Cells.Row(lists.SelectMany(list =>
            {
                var choice = row < list.Values.Count ? list.Values[row] : new CodeChoice("", null);
                return new (string?, int)[] { (choice.Code, 0), (choice.Label, 0) };
            })))));
}
