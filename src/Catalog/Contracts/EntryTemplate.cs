using Phusa.Catalog.EntryTemplates;

namespace Phusa.Catalog.Contracts;

/// <summary>A value of a code list and what it is called.</summary>
public sealed record CodeChoice(string Code, string? Label);

/// <summary>
/// A workbook (ECMA-376) to be filled in and brought back: a sheet of one header row with the fields' titles, a sheet
/// that explains every field in both languages, and a hidden one with the values to choose from.
/// </summary>
public static class EntryTemplate
{
    public const string MediaType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    /// <param name="codes">Values of code lists, by the name of the field that takes them.</param>
    public static byte[] Write(DataContract contract, IReadOnlyDictionary<string, IReadOnlyList<CodeChoice>> codes)
    {
        var choices = new ChoicesSheet(contract, codes);
        return TemplateWorkbook.Write(
        [
            new(T.TemplateSheetData.Vi, EntrySheet.Of(contract, choices)),
            new(T.TemplateSheetGuide.Vi, GuideSheet.Of(contract)),
            .. choices.IsEmpty ? Array.Empty<TemplateSheet>() : [new(ChoicesSheet.Name, choices.Sheet(), IsHidden: true)],
        ]);
    }
}
