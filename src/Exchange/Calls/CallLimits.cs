using System.Collections.Concurrent;
using System.Globalization;
using Phusa.Exchange.Agreements;
using Phusa.Kernel.Data;
using Phusa.Kernel.Periods;

namespace Phusa.Exchange.Calls;

/// <summary>How far an agreement's limit is used.</summary>
/// <param name="Left">Calls that are left, at least; null when this one was too many.</param>
/// <param name="Reset">Until the count begins anew.</param>
internal sealed record CallLimit(bool IsDay, int Most, long? Left, TimeSpan Reset);

/// <summary>Calls a day and a minute, as agreements allow them. Days and minutes are Vietnam's.</summary>
internal sealed class CallLimits(Database database, TimeProvider clock) : IDisposable
{
    private readonly ConcurrentDictionary<(Guid Agreement, bool IsDay, int Most), LeasedCount> counts = [];

    /// <summary>Counts a call. The limits it has, up to the first that is reached.</summary>
    public async ValueTask<IReadOnlyList<CallLimit>> TakeAsync(Agreement agreement, CancellationToken cancellation)
    {
        var (quota, rate) = (agreement.Terms.QuotaPerDay, agreement.Terms.RatePerMinute);
        if (quota is null && rate is null)
        {
            return [];
        }
        var now = VietnamTime.Of(clock.GetUtcNow()).DateTime;
        var limits = new List<CallLimit>(2);
        if (rate is { } perMinute)
        {
            limits.Add(new(false, perMinute, await CountAsync(agreement.Id, false, perMinute, Span(now, "yyyy-MM-ddTHH:mm"), cancellation),
                TimeSpan.FromSeconds(60 - now.Second)));
        }
        if (quota is { } perDay && limits is [] or [{ Left: not null }])
        {
            limits.Add(new(true, perDay, await CountAsync(agreement.Id, true, perDay, Span(now, "yyyy-MM-dd"), cancellation),
                now.Date.AddDays(1) - now));
        }
        return limits;
    }

    /// <summary>RateLimit fields of draft-ietf-httpapi-ratelimit-headers-10.</summary>
    public static void Say(HttpResponse response, IReadOnlyList<CallLimit> limits)
    {
        if (limits.Count > 0)
        {
            response.Headers["RateLimit-Policy"] = string.Join(", ", limits.Select(limit =>
                $"\"{Name(limit)}\";q={Whole(limit.Most)};w={(limit.IsDay ? 86_400 : 60)}"));
            response.Headers["RateLimit"] = string.Join(", ", limits.Select(limit =>
                $"\"{Name(limit)}\";r={Whole(limit.Left ?? 0)};t={Whole((long)Math.Ceiling(limit.Reset.TotalSeconds))}"));
        }
    }

    public void Dispose()
    {
        foreach (var count in counts.Values)
        {
            count.Dispose();
        }
    }

    private static string Name(CallLimit limit) => limit.IsDay ? "day" : "minute";

    private static string Span(DateTime now, string format) => now.ToString(format, CultureInfo.InvariantCulture);

    private static string Whole(long number) => number.ToString(CultureInfo.InvariantCulture);

    private ValueTask<long?> CountAsync(Guid agreement, bool isDay, int most, string span, CancellationToken cancellation) =>
        counts.GetOrAdd((agreement, isDay, most), asked => new(database, asked.Agreement, asked.Most)).TakeAsync(span, cancellation);
}
