using System.Globalization;
using System.Text.RegularExpressions;
using Phusa.Catalog.Contracts;
using Phusa.Kernel.Vietnamese;

namespace Phusa.Intake.Rejects;

/// <summary>The day in a text written in another order or with other marks than staging reads.</summary>
internal static partial class DateMeant
{
    private static readonly string[] Forms =
    [
        "d/M/yyyy", "yyyy/M/d", "d/M/yy", "M/d/yyyy", "yyyyMMdd", "ddMMyyyy",
    ];

    public static string? Of(string value, Field field)
    {
        var folded = Folding.Fold(value).Trim();
        var text = Words().Match(folded) is { Success: true } said
            ? $"{said.Groups[1].Value}/{said.Groups[2].Value}/{said.Groups[3].Value}"
            : Marks().Replace(folded, "/");
        foreach (var form in Forms)
        {
            if (DateOnly.TryParseExact(text, form, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
                && day.Year is > 1900 and < 2100)
            {
                // Where the contract declares a form, ISO is read beside it; else day first, as people here write.
                return day.ToString(field.DateFormat is null ? "dd/MM/yyyy" : "yyyy-MM-dd", CultureInfo.InvariantCulture);
            }
        }
        return null;
    }

    [GeneratedRegex(@"^ngay\s*(\d{1,2})\s*thang\s*(\d{1,2})\s*nam\s*(\d{4})$")]
    private static partial Regex Words();

    [GeneratedRegex(@"\s*[-./,\s]\s*")]
    private static partial Regex Marks();
}
