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
