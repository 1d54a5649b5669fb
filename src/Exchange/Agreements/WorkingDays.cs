using System.Globalization;
using Microsoft.Extensions.Options;

namespace Phusa.Exchange.Agreements;

/// <summary>
/// Days in Vietnam, and by when a request is answered: two working days, Decree 194/2025/NĐ-CP, Article 40. Saturdays,
/// Sundays and the days of <see cref="ExchangeOptions.Holidays"/> do not count, nor does the day of the request.
/// </summary>
internal sealed class WorkingDays(IOptions<ExchangeOptions> options)
{
    public const int ToAnswer = 2;

    private static readonly TimeSpan Vietnam = TimeSpan.FromHours(7);

    private readonly HashSet<DateOnly> holidays =
        [.. (options.Value.Holidays ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(day => DateOnly.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture))];

    public static DateOnly DayOf(DateTimeOffset at) => DateOnly.FromDateTime(at.ToOffset(Vietnam).DateTime);

    /// <summary>Midnight, as an instant.</summary>
    public static DateTimeOffset BeginOf(DateOnly day) => new DateTimeOffset(day, default, Vietnam).ToUniversalTime();

    public static TimeOnly TimeOf(DateTimeOffset at) => TimeOnly.FromDateTime(at.ToOffset(Vietnam).DateTime);

    /// <summary>The last day on which a request made now is answered in time.</summary>
    public DateOnly Due(DateTimeOffset requested)
    {
        var day = DayOf(requested);
        for (var left = ToAnswer; left > 0;)
        {
            day = day.AddDays(1);
            left -= IsWorking(day) ? 1 : 0;
        }
        return day;
    }

    private bool IsWorking(DateOnly day) =>
        day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday) && !holidays.Contains(day);
}
