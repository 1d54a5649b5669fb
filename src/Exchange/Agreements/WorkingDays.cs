using System.Globalization;
using Microsoft.Extensions.Options;
using Phusa.Kernel.Periods;

namespace Phusa.Exchange.Agreements;

/// <summary>
/// By when a request is answered: two working days, Decree 194/2025/NĐ-CP, Article 40. Saturdays, Sundays and the days of
/// <see cref="ExchangeOptions.Holidays"/> do not count, nor does the day of the request.
/// </summary>
internal sealed class WorkingDays(IOptions<ExchangeOptions> options)
{
    public const int ToAnswer = 2;

    private readonly HashSet<DateOnly> holidays =
        [.. (options.Value.Holidays ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(day => DateOnly.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture))];

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

    private bool IsWorking(DateOnly day) =>
        day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday) && !holidays.Contains(day);
}
