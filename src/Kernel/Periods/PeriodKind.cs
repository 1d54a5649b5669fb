namespace Phusa.Kernel.Periods;

/// <summary>How long a reporting period is.</summary>
public enum PeriodKind
{
    Day,

    /// <summary>ISO 8601: Monday to Sunday, and week 1 holds the year's first Thursday.</summary>
    Week,

    Month,
    Quarter,
    HalfYear,

    /// <summary>January to September, as reports to the People's Council have it.</summary>
    NineMonths,

    Year,
}

/// <summary>Days from <paramref name="Start"/> to <paramref name="End"/>, both included.</summary>
public readonly record struct DateRange(DateOnly Start, DateOnly End)
{
    public bool Contains(DateOnly date) => Start <= date && date <= End;

    public int Days => End.DayNumber - Start.DayNumber + 1;
}
