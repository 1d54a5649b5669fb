using System.Globalization;
using Phusa.Kernel.Periods;
using Phusa.Kernel.Schedules;
using Phusa.Kernel.Texts;

namespace Phusa.Intake.Sources;

/// <summary>Schedules as people read them, and when they come. They are meant in Vietnam's time, wherever the server stands.</summary>
internal static class Schedule
{
    private static readonly Text[] Weekdays =
    [
        T.WeekdaySunday, T.WeekdayMonday, T.WeekdayTuesday, T.WeekdayWednesday, T.WeekdayThursday, T.WeekdayFriday,
        T.WeekdaySaturday, T.WeekdaySunday,
    ];

    /// <summary>Null without a schedule, and where it never comes.</summary>
    public static DateTimeOffset? Next(string? cron, DateTimeOffset after) =>
        cron is not null && CronExpression.Read(cron).Value is { } schedule
            ? schedule.Next(VietnamTime.Of(after))?.ToUniversalTime() : null;

    public static IEnumerable<DateTimeOffset> Coming(string? cron, DateTimeOffset after, int many)
    {
        for (var next = Next(cron, after); next is { } at && many > 0; next = Next(cron, at), many--)
        {
            yield return at;
        }
    }

    /// <summary>"hằng ngày lúc 06:00"; what has no plain words keeps its expression.</summary>
    public static Text Words(string? cron) => cron?.Split(' ', StringSplitOptions.RemoveEmptyEntries) switch
    {
        null => T.ScheduleByHand,
        ["*" or "*/1", "*", "*", "*", "*"] => T.ScheduleEveryMinute,
        [['*', '/', .. var step], "*", "*", "*", "*"] => T.ScheduleMinutes(step),
        [var minute, "*", "*", "*", "*"] when Number(minute) is { } at => T.ScheduleHourly(at),
        [var minute, ['*', '/', .. var step], "*", "*", "*"] when Number(minute) is { } at => T.ScheduleHours(step, at),
        [var minute, var hours, .. var days] when Times(minute, hours) is { } times => OnDays(days, times) ?? T.ScheduleOther(cron),
        _ => T.ScheduleOther(cron),
    };

    private static Text? OnDays(string[] days, string times) => days switch
    {
        ["*", "*", "*"] => T.ScheduleDaily(times),
        ["*", "*", "1-5"] => T.ScheduleWorkdays(times),
        ["*", "*", var weekdays] when Numbers(weekdays) is { } named && named.All(day => day < Weekdays.Length) =>
            T.ScheduleWeekly(Text.Pair(
                string.Join(", ", named.Select(day => Weekdays[day].Vi)),
                string.Join(", ", named.Select(day => Weekdays[day].En))), times),
        [var day, "*", "*"] when Numbers(day) is { } numbers => T.ScheduleMonthly(string.Join(", ", numbers), times),
        [var day, var month, "*"] when Number(day) is { } one && Number(month) is { } of => T.ScheduleYearly(one, of, times),
        _ => null,
    };

    private static string? Times(string minute, string hours) => Number(minute) is { } at && Numbers(hours) is { } all
        ? string.Join(", ", all.Select(hour => string.Create(CultureInfo.InvariantCulture, $"{hour:00}:{at:00}"))) : null;

    private static int? Number(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static int[]? Numbers(string list) =>
        list.Split(',').Select(Number).ToArray() is var all && all.All(number => number is not null)
            ? [.. all.Select(number => number!.Value)] : null;
}
