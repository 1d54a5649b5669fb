using System.Globalization;
using Phusa.Kernel.Texts;

namespace Phusa.Kernel.Periods;

/// <summary>
/// A reporting period. Its id sorts and compares as text within a kind: <c>20260131</c>, <c>2026W05</c>,
/// <c>202601</c>, <c>2026Q1</c>, <c>2026H1</c>, <c>2026N3</c> (nine months), <c>2026</c>. Years run from 1900 to 2199.
/// </summary>
public readonly partial record struct Period : IComparable<Period>
{
    private static readonly string[] Roman = ["I", "II", "III", "IV"];

    private Period(PeriodKind kind, int year, int number) => (Kind, Year, Number) = (kind, year, number);

    public PeriodKind Kind { get; }

    /// <summary>The calendar year; for a week its ISO year, which may differ in the first and last days.</summary>
    public int Year { get; }

    /// <summary>Which of its kind in the year, from 1; for a day its day of the year.</summary>
    public int Number { get; }

    public string Id => Kind switch
    {
        PeriodKind.Day => Start.ToString("yyyyMMdd", CultureInfo.InvariantCulture),
        PeriodKind.Week => Invariant($"{Year:0000}W{Number:00}"),
        PeriodKind.Month => Invariant($"{Year:0000}{Number:00}"),
        PeriodKind.Quarter => Invariant($"{Year:0000}Q{Number}"),
        PeriodKind.HalfYear => Invariant($"{Year:0000}H{Number}"),
        PeriodKind.NineMonths => Invariant($"{Year:0000}N3"),
        _ => Invariant($"{Year:0000}"),
    };

    public DateOnly Start => Kind switch
    {
        PeriodKind.Day => new DateOnly(Year, 1, 1).AddDays(Number - 1),
        PeriodKind.Week => DateOnly.FromDateTime(ISOWeek.ToDateTime(Year, Number, DayOfWeek.Monday)),
        _ => new DateOnly(Year, ((Number - 1) * Months) + 1, 1),
    };

    /// <summary>The last day, included.</summary>
    public DateOnly End => Kind switch
    {
        PeriodKind.Day => Start,
        PeriodKind.Week => Start.AddDays(6),
        _ => Start.AddMonths(Months).AddDays(-1),
    };

    public Period Previous => Kind switch
    {
        PeriodKind.NineMonths or PeriodKind.Year => new(Kind, Year - 1, 1),
        PeriodKind.Day or PeriodKind.Week => Of(Kind, Start.AddDays(-1)),
        _ => Of(Kind, Start.AddMonths(-1)),
    };

    public Period Next => Kind switch
    {
        PeriodKind.NineMonths or PeriodKind.Year => new(Kind, Year + 1, 1),
        _ => Of(Kind, End.AddDays(1)),
    };

    public Text Title => Kind switch
    {
        PeriodKind.Day => T.PeriodDay(Start),
        PeriodKind.Week => T.PeriodWeek(Number, Year),
        PeriodKind.Month => T.PeriodMonth(Start),
        PeriodKind.Quarter => T.PeriodQuarter(new Text(Roman[Number - 1], Invariant($"{Number}")), Year),
        PeriodKind.HalfYear => Number == 1 ? T.PeriodFirstHalf(Year) : T.PeriodSecondHalf(Year),
        PeriodKind.NineMonths => T.PeriodNineMonths(Year),
        _ => T.PeriodWholeYear(Year),
    };

    private int Months => Kind switch
    {
        PeriodKind.Month => 1,
        PeriodKind.Quarter => 3,
        PeriodKind.HalfYear => 6,
        PeriodKind.NineMonths => 9,
        _ => 12,
    };

    public static bool operator <(Period left, Period right) => left.CompareTo(right) < 0;

    public static bool operator >(Period left, Period right) => left.CompareTo(right) > 0;

    public static bool operator <=(Period left, Period right) => left.CompareTo(right) <= 0;

    public static bool operator >=(Period left, Period right) => left.CompareTo(right) >= 0;

    /// <summary>The period of a kind that holds a day; the nine months answer for the whole year.</summary>
    public static Period Of(PeriodKind kind, DateOnly date) => kind switch
    {
        PeriodKind.Day => new(kind, date.Year, date.DayOfYear),
        PeriodKind.Week => OfWeek(date),
        PeriodKind.Month => new(kind, date.Year, date.Month),
        PeriodKind.Quarter => new(kind, date.Year, ((date.Month - 1) / 3) + 1),
        PeriodKind.HalfYear => new(kind, date.Year, ((date.Month - 1) / 6) + 1),
        _ => new(kind, date.Year, 1),
    };

    /// <summary>Every period of <paramref name="first"/>'s kind up to and with <paramref name="last"/>.</summary>
    public static IEnumerable<Period> Between(Period first, Period last)
    {
        for (var period = first; period.End <= last.End; period = period.Next)
        {
            yield return period;
        }
    }

    public bool Contains(DateOnly date) => Start <= date && date <= End;

    /// <summary>By the day it starts on, then the shorter first.</summary>
    public int CompareTo(Period other) => Start.CompareTo(other.Start) is var byStart and not 0
        ? byStart
        : End.CompareTo(other.End);

    public override string ToString() => Year == 0 ? "" : Id;

    private static Period OfWeek(DateOnly date)
    {
        var day = date.ToDateTime(TimeOnly.MinValue);
        return new(PeriodKind.Week, ISOWeek.GetYear(day), ISOWeek.GetWeekOfYear(day));
    }

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}
