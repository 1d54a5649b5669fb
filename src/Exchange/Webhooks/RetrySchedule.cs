namespace Phusa.Exchange.Webhooks;

/// <summary>
/// When a delivery that failed is tried again: the schedule of Standard Webhooks, ten attempts over three days, each pause
/// up to a tenth longer so that receivers that failed together are not all asked together.
/// </summary>
internal static class RetrySchedule
{
    /// <summary>Nothing arriving for so long stops a subscription.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromDays(5);

    private static readonly TimeSpan LongestRest = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan LongestRetryAfter = TimeSpan.FromHours(24);

    private static readonly TimeSpan[] Pauses =
    [
        TimeSpan.FromSeconds(5), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(30), TimeSpan.FromHours(2),
        TimeSpan.FromHours(5), TimeSpan.FromHours(10), TimeSpan.FromHours(14), TimeSpan.FromHours(20),
        TimeSpan.FromHours(24),
    ];

    /// <summary>What follows from an attempt.</summary>
    /// <param name="chance">From 0 up to 1.</param>
    public static Verdict After(
        WebhookAnswer answer, int attempts, int failures, DateTimeOffset? failingSince, DateTimeOffset now, double chance)
    {
        if (answer.IsTaken)
        {
            return new(DeliveryState.Delivered, now, now, null);
        }
        var asked = answer.RetryAfter is { } after ? now + (after < LongestRetryAfter ? after : LongestRetryAfter) : now;
        var rest = Later(now + Rest(failures + 1), asked);
        StopReason? stop = answer.IsGone ? StopReason.Gone
            : failingSince is { } since && now - since >= Patience ? StopReason.Failing : null;
        return attempts > Pauses.Length
            ? new(DeliveryState.Dead, now, rest, stop)
            : new(DeliveryState.Waiting, Later(now + (Pauses[attempts - 1] * (1 + (chance / 10))), asked), rest, stop);
    }

    /// <summary>For how long a receiver that failed is left alone with everything: 5, 10, 20 seconds … 5 minutes.</summary>
    private static TimeSpan Rest(int failures) =>
        TimeSpan.FromSeconds(Math.Min(5 * Math.Pow(2, Math.Min(failures, 10) - 1), LongestRest.TotalSeconds));

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;
}

/// <param name="DueAt">Of the next attempt.</param>
/// <param name="RestsUntil">Before then the receiver is sent nothing at all.</param>
/// <param name="Stop">Null where the subscription goes on.</param>
internal sealed record Verdict(DeliveryState State, DateTimeOffset DueAt, DateTimeOffset RestsUntil, StopReason? Stop);
