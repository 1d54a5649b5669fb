using System.Globalization;
using System.Text.RegularExpressions;

namespace Phusa.Kernel.Periods;

/// <summary>
/// One way people word a period, as a pattern over folded text. <c>y</c> is the year and may be missing where the
/// wording cannot be anything else; <c>n</c> is the number, in digits, Roman numerals or words.
/// </summary>
internal sealed record PeriodWording(PeriodKind Kind, int? Number, Regex Form)
{
    private const string Year = "(?:[ /.-]*(?:cua )?(?:nam )?(?<y>[0-9]{4})| nam nay)?";
    private const string SureYear = "[ /.-]*(?:nam )?(?<y>[0-9]{4})";
    private const string Months = " ?(?:thang|t)";

    /// <summary>In order: the first that fits is taken, so longer wordings stand before shorter ones.</summary>
    public static readonly IReadOnlyList<PeriodWording> All =
    [
        new(PeriodKind.Day, null, "(?:ngay )?(?<d>[0-9]{1,2})[/.-](?<m>[0-9]{1,2})[/.-](?<y>[0-9]{4})"),
        new(PeriodKind.Day, null, "(?<y>[0-9]{4})[/.-](?<m>[0-9]{1,2})[/.-](?<d>[0-9]{1,2})"),
        new(PeriodKind.Day, null, "(?:ngay )?(?<d>[0-9]{1,2}) thang (?<m>[0-9]{1,2})" + SureYear),
        new(PeriodKind.Week, null, "(?:tuan(?: thu)?|week|w) ?(?<n>[0-9]{1,2})" + Year),
        new(PeriodKind.HalfYear, 1, $"(?:0?6|sau){Months}(?: dau)?(?: nam)?{Year}"),
        new(PeriodKind.HalfYear, 2, $"(?:0?6|sau){Months} cuoi(?: nam)?{Year}"),
        new(PeriodKind.HalfYear, 1, "nua dau(?: nam)?" + Year),
        new(PeriodKind.HalfYear, 2, "nua cuoi(?: nam)?" + Year),
        new(PeriodKind.NineMonths, 1, $"(?:0?9|chin){Months}(?: dau)?(?: nam)?{Year}"),
        new(PeriodKind.Quarter, 1, $"(?:0?3|ba){Months} dau(?: nam)?{Year}"),
        new(PeriodKind.Year, 1, $"12{Months}{SureYear}"),
        new(PeriodKind.Quarter, null,
            "(?:quy|qui|quarter|q)[ .]?(?:thu )?(?<n>[0-9]{1,2}|iv|i{1,3}|nhat|mot|hai|nhi|ba|bon|tu)" + Year),
        new(PeriodKind.Quarter, null, "(?<y>[0-9]{4})[ /.-]?q(?<n>[0-9])"),
        new(PeriodKind.Month, null, "(?:thang|thg|month|t)[ .]?(?<n>[0-9]{1,2}|gieng|chap)" + Year),
        new(PeriodKind.Month, null, "(?<n>[0-9]{1,2})[/.-](?<y>[0-9]{4})"),
        new(PeriodKind.Month, null, "(?<y>[0-9]{4})[/.-](?<n>[0-9]{1,2})"),
        new(PeriodKind.Year, 1, "(?:ca )?(?:nam|year) ?(?<y>[0-9]{4})"),
    ];

    private PeriodWording(PeriodKind kind, int? number, string pattern)
        : this(kind, number, new Regex(
            $@"^(?:{pattern})\z", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking))
    {
    }

    /// <summary>One blank between words and none around separators.</summary>
    public static string Simplify(string folded) =>
        Regex.Replace(Regex.Replace(folded.Trim(), @"\s+", " "), " ?([/.,-]) ?", "$1").Replace(',', ' ');

    public static int NumberOf(string written) => written switch
    {
        "i" or "nhat" or "mot" or "gieng" => 1,
        "ii" or "hai" or "nhi" => 2,
        "iii" or "ba" => 3,
        "iv" or "bon" or "tu" => 4,
        "chap" => 12,
        _ => int.Parse(written, CultureInfo.InvariantCulture),
    };
}
