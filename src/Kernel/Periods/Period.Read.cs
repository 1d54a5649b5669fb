using System.Globalization;
using System.Text.RegularExpressions;
using Phusa.Kernel.Outcomes;
using Phusa.Kernel.Texts;
using Phusa.Kernel.Vietnamese;

namespace Phusa.Kernel.Periods;

/// <summary>Reading ids, and what people write for a period.</summary>
public readonly partial record struct Period
{
    internal const string YearPattern = "(19|2[01])[0-9]{2}";
    internal const string DayPattern = YearPattern + "[0-9]{4}";
    internal const string LongWeekPattern = YearPattern + "W53";
    internal const string OtherPattern =
        YearPattern + "(W(0[1-9]|[1-4][0-9]|5[0-2])|0[1-9]|1[0-2]|Q[1-4]|H[12]|N3)?";

    [GeneratedRegex(@"^(?<y>[0-9]{4})((?<md>[0-9]{4})|W(?<w>[0-9]{2})|(?<m>[0-9]{2})"
        + @"|Q(?<q>[0-9])|H(?<h>[0-9])|(?<n>N3))?\z",
        RegexOptions.CultureInvariant)]
    private static partial Regex IdForm { get; }

    /// <summary>Reads an id and nothing else.</summary>
    public static Outcome<Period> ReadId(string? text)
    {
        var match = IdForm.Match(text ?? "");
        if (!match.Success)
        {
            return new Refusal(new Problem("", "period.id", T.PeriodIdShape(Text.Same(text ?? ""))));
        }
        var year = Digits(match.Groups["y"]);
        return match.Groups["md"] is { Success: true } date ? OfDate(year, date.ValueSpan[..2], date.ValueSpan[2..])
            : match.Groups["w"] is { Success: true } week ? Numbered(PeriodKind.Week, year, Digits(week))
            : match.Groups["m"] is { Success: true } month ? Numbered(PeriodKind.Month, year, Digits(month))
            : match.Groups["q"] is { Success: true } quarter ? Numbered(PeriodKind.Quarter, year, Digits(quarter))
            : match.Groups["h"] is { Success: true } half ? Numbered(PeriodKind.HalfYear, year, Digits(half))
            : match.Groups["n"].Success ? Numbered(PeriodKind.NineMonths, year, 1)
            : Numbered(PeriodKind.Year, year, 1);
    }

    /// <summary>
    /// Reads an id or what people write: "quý II/2025", "tháng 3 năm 2025", "6 tháng đầu năm 2025", "9T2025",
    /// "tuần 5 năm 2026", "31/01/2026". Accents and case do not matter. Where no year is written,
    /// <paramref name="year"/> is taken, such as the year a report's title has; without it the text is refused.
    /// </summary>
    public static Outcome<Period> Read(string? text, int? year = null)
    {
        var trimmed = text?.Trim() ?? "";
        if (trimmed.Length == 0)
        {
            return new Refusal(new Problem("", "period.empty", T.PeriodEmpty));
        }
        if (trimmed.ToUpperInvariant() is var id && IdForm.IsMatch(id))
        {
            return ReadId(id);
        }
        var folded = PeriodWording.Simplify(Folding.Fold(trimmed));
        foreach (var wording in PeriodWording.All)
        {
            if (wording.Form.Match(folded) is { Success: true } match)
            {
                return Read(match, wording, year, trimmed);
            }
        }
        return new Refusal(new Problem("", "period.unreadable", T.PeriodUnreadable(Text.Same(trimmed))));
    }

    public static bool TryParse(string? text, out Period period)
    {
        var read = Read(text);
        period = read.Value;
        return read.IsDone;
    }

    private static Outcome<Period> Read(Match match, PeriodWording wording, int? year, string text)
    {
        var written = match.Groups["y"] is { Success: true } group ? Digits(group) : year;
        if (written is not { } known)
        {
            return new Refusal(new Problem("", "period.no-year", T.PeriodNoYear(Text.Same(text))));
        }
        return wording.Kind == PeriodKind.Day
            ? OfDate(known, match.Groups["m"].ValueSpan, match.Groups["d"].ValueSpan)
            : Numbered(wording.Kind, known, wording.Number ?? PeriodWording.NumberOf(match.Groups["n"].Value));
    }

    private static Outcome<Period> OfDate(int year, ReadOnlySpan<char> month, ReadOnlySpan<char> day)
    {
        var (m, d) = (int.Parse(month, CultureInfo.InvariantCulture), int.Parse(day, CultureInfo.InvariantCulture));
        if (year is < 1900 or > 2199)
        {
            return RefusedYear(year);
        }
        return m is >= 1 and <= 12 && d >= 1 && d <= DateTime.DaysInMonth(year, m)
            ? Of(PeriodKind.Day, new DateOnly(year, m, d))
            : new Refusal(new Problem("", "period.date", T.PeriodNoSuchDate($"{d:00}/{m:00}/{year:0000}")));
    }

    private static Outcome<Period> Numbered(PeriodKind kind, int year, int number)
    {
        if (year is < 1900 or > 2199)
        {
            return RefusedYear(year);
        }
        var (name, last) = kind switch
        {
            PeriodKind.Week => (T.PeriodWordWeek, ISOWeek.GetWeeksInYear(year)),
            PeriodKind.Month => (T.PeriodWordMonth, 12),
            PeriodKind.Quarter => (T.PeriodWordQuarter, 4),
            PeriodKind.HalfYear => (T.PeriodWordHalf, 2),
            _ => (T.PeriodName, 1),
        };
        return number >= 1 && number <= last
            ? new Period(kind, year, number)
            : new Refusal(new Problem("", "period.number", T.PeriodNumber(name, number, year, last)));
    }

    private static Refusal RefusedYear(int year) => new(new Problem("", "period.year", T.PeriodYearRange(year)));

    private static int Digits(Capture digits) => int.Parse(digits.ValueSpan, CultureInfo.InvariantCulture);
}
