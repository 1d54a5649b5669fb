using Phusa.Kernel.Outcomes;

namespace Phusa.Kernel.Schedules;

/// <summary>
/// A cron expression of five fields: minute, hour, day of month, month, day of week (0 and 7 are Sunday), each
/// <c>*</c>, a number, a range, a list or a step. When both days are restricted, either suffices, as in POSIX
/// crontab. The library Cronos would replace this file; it cannot be restored here.
/// </summary>
public sealed class CronExpression
{
    private static readonly (int Low, int High)[] Limits = [(0, 59), (0, 23), (1, 31), (1, 12), (0, 7)];

    private readonly bool[][] allowed;
    private readonly bool anyDay;
    private readonly bool anyWeekday;

    private CronExpression(string text, bool[][] allowed, bool anyDay, bool anyWeekday)
    {
        (Text, this.allowed, this.anyDay, this.anyWeekday) = (text, allowed, anyDay, anyWeekday);
        allowed[4][0] |= allowed[4][7];
    }

    public string Text { get; }

    public static Outcome<CronExpression> Read(string text)
    {
        var parts = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (parts.Length != 5)
        {
            return new Refusal(Wrong(text, text));
        }
        var fields = new bool[5][];
        for (var i = 0; i < 5; i++)
        {
            if (Field(parts[i], Limits[i]) is not { } field)
            {
                return new Refusal(Wrong(text, parts[i]));
            }
            fields[i] = field;
        }
        return new CronExpression(text, fields, parts[2] == "*", parts[4] == "*");
    }

    /// <summary>The first minute after <paramref name="after"/> that fits, or null when none does within five years.</summary>
    public DateTimeOffset? Next(DateTimeOffset after)
    {
        var at = new DateTimeOffset(after.Year, after.Month, after.Day, after.Hour, after.Minute, 0, after.Offset)
            .AddMinutes(1);
        var end = after.AddYears(5);
        while (at < end)
        {
            if (!allowed[3][at.Month] || !DayFits(at))
            {
                at = new DateTimeOffset(at.Year, at.Month, at.Day, 0, 0, 0, at.Offset).AddDays(1);
            }
            else if (!allowed[1][at.Hour])
            {
                at = new DateTimeOffset(at.Year, at.Month, at.Day, at.Hour, 0, 0, at.Offset).AddHours(1);
            }
            else if (!allowed[0][at.Minute])
            {
                at = at.AddMinutes(1);
            }
            else
            {
                return at;
            }
        }
        return null;
    }

    private bool DayFits(DateTimeOffset at)
    {
        var (day, weekday) = (allowed[2][at.Day], allowed[4][(int)at.DayOfWeek]);
        return anyDay || anyWeekday ? day && weekday : day || weekday;
    }

    private static bool[]? Field(string text, (int Low, int High) limit)
    {
        var field = new bool[limit.High + 1];
        foreach (var part in text.Split(','))
        {
            var (range, step) = part.Split('/') is [var left, var right] ? (left, right) : (part, "1");
            var (from, to) = range == "*" ? (limit.Low, limit.High)
                : range.Split('-') is [var a, var b] && int.TryParse(a, out var low) && int.TryParse(b, out var high) ? (low, high)
                : int.TryParse(range, out var one) ? (one, step == "1" ? one : limit.High)
                : (-1, -1);
            if (from < limit.Low || to > limit.High || from > to || !int.TryParse(step, out var stride) || stride < 1)
            {
                return null;
            }
            for (var value = from; value <= to; value += stride)
            {
                field[value] = true;
            }
        }
        return field;
    }

    private static Problem Wrong(string whole, string part) => new("schedule", "cron.invalid", T.CronInvalid(part, whole));
}
