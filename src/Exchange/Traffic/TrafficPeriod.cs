using Phusa.Kernel.Periods;

namespace Phusa.Exchange.Traffic;

/// <summary>For which time traffic is read, and in what steps. Days are Vietnam's, today's is not over.</summary>
/// <param name="Word">As it stands in an address; empty for a month.</param>
/// <param name="To">The first instant after it.</param>
internal sealed record TrafficPeriod(string Word, TrafficSpan Span, DateTimeOffset From, DateTimeOffset To)
{
    public static readonly IReadOnlyList<string> Words = ["24h", "7d", "30d"];

    public const int LongestDays = 30;

    /// <summary>Every step's begin.</summary>
    public IEnumerable<DateTimeOffset> Begins
    {
        get
        {
            for (var at = From; at < To; at += Span == TrafficSpan.Hour ? TimeSpan.FromHours(1) : TimeSpan.FromDays(1))
            {
                yield return at;
            }
        }
    }

    /// <summary>What no word says is the last week.</summary>
    public static TrafficPeriod Of(string? word, DateTimeOffset now)
    {
        var hour = TrafficKey.HourOf(now);
        return word switch
        {
            "24h" => new(word, TrafficSpan.Hour, hour.AddHours(-23), hour.AddHours(1)),
            "30d" => Days(word, LongestDays, now),
            _ => Days("7d", 7, now),
        };
    }

    public static TrafficPeriod Of(Period month) => new(
        "", TrafficSpan.Day, VietnamTime.BeginOf(month.Start), VietnamTime.BeginOf(month.End.AddDays(1)));

    private static TrafficPeriod Days(string word, int days, DateTimeOffset now)
    {
        var tomorrow = VietnamTime.DayOf(now).AddDays(1);
        return new(word, TrafficSpan.Day, VietnamTime.BeginOf(tomorrow.AddDays(-days)), VietnamTime.BeginOf(tomorrow));
    }
}
