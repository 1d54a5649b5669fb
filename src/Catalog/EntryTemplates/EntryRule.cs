using System.Globalization;
using System.Xml.Linq;
using Phusa.Catalog.Contracts;
using Phusa.Kernel.Texts;

namespace Phusa.Catalog.EntryTemplates;

/// <summary>
/// What Excel says of a column while it is filled in. It warns and does not forbid: the contract may have texts for
/// "nothing", and the checks of the load decide.
/// </summary>
internal static class EntryRule
{
    /// <summary>Limits of Excel.</summary>
    private const int LongestTitle = 32, LongestPrompt = 255;

    /// <param name="choices">The cells that hold the values to choose from; null where any value may stand.</param>
    public static XElement Of(Field field, string column, string? choices)
    {
        var (type, sign, formulas) = field switch
        {
            _ when choices is not null => ("list", null, [choices]),
            { Type: FieldType.Boolean } => ("list", null, [$"\"{T.TemplateYes.Vi},{T.TemplateNo.Vi}\""]),
            { Type: FieldType.Integer } => Between("whole", field),
            { Type: FieldType.Number or FieldType.Decimal } => Between("decimal", field),
            _ => (null, null, Array.Empty<string>()),
        };
        return new(
            Cells.Main + "dataValidation",
            type is null ? null : new XAttribute("type", type),
            sign is null ? null : new XAttribute("operator", sign),
            new XAttribute("errorStyle", "warning"), new XAttribute("allowBlank", 1), new XAttribute("showInputMessage", 1),
            new XAttribute("showErrorMessage", 1),
            new XAttribute("promptTitle", Cut(field.Title.Vi, LongestTitle)),
            new XAttribute("prompt", Cut(Prompt(field), LongestPrompt)),
            new XAttribute("sqref", $"{column}2:{column}1048576"),
            formulas.Select((formula, at) => new XElement(Cells.Main + $"formula{at + 1}", formula)));
    }

    /// <summary>A number without limits is asked to be a number all the same.</summary>
    private static (string? Type, string? Sign, string[] Formulas) Between(string type, Field field) =>
        (field.Minimum, field.Maximum) switch
        {
            (decimal least, decimal most) => (type, "between", [Number(least), Number(most)]),
            (decimal least, _) => (type, "greaterThanOrEqual", [Number(least)]),
            (_, decimal most) => (type, "lessThanOrEqual", [Number(most)]),
            _ => (type, "between", ["-1E+15", "1E+15"]),
        };

    private static string Number(decimal number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Prompt(Field field) => string.Join(". ", new[] { field.Description }
        .Concat(FieldWords.Rules(field).Prepend(FieldWords.Type(field)).Select(rule => rule.In(Text.Vietnamese)))
        .Where(part => !string.IsNullOrWhiteSpace(part)));

    private static string Cut(string text, int longest)
    {
        var clean = Cells.Clean(text);
        return clean.Length <= longest ? clean
            : clean[..(longest - (char.IsHighSurrogate(clean[longest - 2]) ? 2 : 1))] + "…";
    }
}
