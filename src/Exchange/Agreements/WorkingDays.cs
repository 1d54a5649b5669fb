using Microsoft.Extensions.Options;
using Phusa.Kernel.Periods;

namespace Phusa.Exchange.Agreements;

/// <summary>
/// By when a request for data or for an account to connect is answered: two working days, Decree 194/2025/NĐ-CP, Article 40. Saturdays,
/// Sundays, public holidays of fixed date and the days of <see cref="ExchangeOptions.Holidays"/> do not count, nor does the
/// day of the request.
/// </summary>
internal sealed class WorkingDays(IOptions<ExchangeOptions> options)
{
    public const int ToAnswer = 2;

    /// <summary>Labour Code 45/2019/QH14, Article 112: those that no calendar moves.</summary>
    private static readonly (int Month, int Day)[] Fixed = [(1, 1), (4, 30), (5, 1), (9, 2)];

    private readonly HashSet<DateOnly> holidays = [.. options.Value.HolidayDates];

    /// <summary>The last day on which a request made now is answered in time.</summary>
    public DateOnly Due(DateTimeOffset requested)
    {
        var day = VietnamTime.DayOf(requested);
        for (var left = ToAnswer; left > 0;)
        {
            day = day.AddDays(1);
            left -= IsWorking(day) ? 1 : 0;
        }
        return day;
    }

    private bool IsWorking(DateOnly day) => !IsWeekend(day) && !IsFixed(day) && !holidays.Contains(day) && !IsInLieu(day);

    private static bool IsWeekend(DateOnly day) => day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday;

    private static bool IsFixed(DateOnly day) => Fixed.Contains((day.Month, day.Day));

    /// <summary>
    /// A holiday on a weekend is had on the next working day (Article 111, paragraph 3): as many days behind a weekend are
    /// free as holidays fell on it.
    /// </summary>
    private static bool IsInLieu(DateOnly day)
    {
        var (behind, owed) = (0, 0);
        for (var before = day.AddDays(-1); !IsWeekend(before); before = before.AddDays(-1))
        {
            behind += IsFixed(before) ? 0 : 1;
        }
        for (var rest = day.AddDays(-1); rest > day.AddDays(-8); rest = rest.AddDays(-1))
        {
            owed += IsWeekend(rest) && IsFixed(rest) ? 1 : 0;
        }
        return behind < owed;
    }
}
