using System.Globalization;

namespace Phusa.Catalog.Contracts;

/// <summary>
/// A span of calendar time: how often data comes, how late it may be, or how long it is kept. The value is at
/// least 1, or 0 for a latency of nothing.
/// </summary>
public sealed record Frequency(int Value, FrequencyUnit Unit)
{
    /// <summary>
    /// The instant this much later, by the calendar: a month after 31 January is the end of February.
    /// </summary>
    public DateTimeOffset After(DateTimeOffset instant) => Unit switch
    {
        FrequencyUnit.Minute => instant.AddMinutes(Value),
        FrequencyUnit.Hour => instant.AddHours(Value),
        FrequencyUnit.Day => instant.AddDays(Value),
        FrequencyUnit.Week => instant.AddDays(7.0 * Value),
        FrequencyUnit.Month => instant.AddMonths(Value),
        FrequencyUnit.Quarter => instant.AddMonths(3 * Value),
        _ => instant.AddYears(Value),
    };

    /// <summary>Mean length, with a year of 365.2425 days: for comparing, not for dates.</summary>
    public TimeSpan Mean => Unit switch
    {
        FrequencyUnit.Minute => TimeSpan.FromMinutes(Value),
        FrequencyUnit.Hour => TimeSpan.FromHours(Value),
        FrequencyUnit.Day => TimeSpan.FromDays(Value),
        FrequencyUnit.Week => TimeSpan.FromDays(7 * Value),
        FrequencyUnit.Month => TimeSpan.FromDays(365.2425 / 12 * Value),
        FrequencyUnit.Quarter => TimeSpan.FromDays(365.2425 / 4 * Value),
        _ => TimeSpan.FromDays(365.2425 * Value),
    };

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Value} {Unit}");
}

public enum FrequencyUnit { Minute, Hour, Day, Week, Month, Quarter, Year }
