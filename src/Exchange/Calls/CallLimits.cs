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
            limits.Add(new(false, perMinute, await CountAsync(agreement.Id, false, perMinute, now, cancellation),
                TimeSpan.FromSeconds(60 - now.Second)));
        }
        if (quota is { } perDay && limits is [] or [{ Left: not null }])
        {
            limits.Add(new(true, perDay, await CountAsync(agreement.Id, true, perDay, now, cancellation),
                now.Date.AddDays(1) - now));
        }
        return limits;
    }

    /// <summary>RateLimit fields of draft-ietf-httpapi-ratelimit-headers-10.</summary>
    public static void Say(HttpResponse response, IReadOnlyList<CallLimit> limits)
    {
        if (limits.Count > 0)
        {
            response.Headers["RateLimit-Policy"] = Joined(limits, Policy);
            response.Headers["RateLimit"] = Joined(limits, Use);
        }
    }

    public void Dispose()
    {
        foreach (var count in counts.Values)
        {
            count.Dispose();
        }
    }

    private static string Joined(IReadOnlyList<CallLimit> limits, Func<CallLimit, string> say) =>
        limits.Count == 1 ? say(limits[0]) : $"{say(limits[0])}, {say(limits[1])}";

    private static string Policy(CallLimit limit) => limit.IsDay
        ? string.Create(CultureInfo.InvariantCulture, $"\"day\";q={limit.Most};w=86400")
        : string.Create(CultureInfo.InvariantCulture, $"\"minute\";q={limit.Most};w=60");

    private static string Use(CallLimit limit) => string.Create(CultureInfo.InvariantCulture,
        $"\"{(limit.IsDay ? "day" : "minute")}\";r={limit.Left ?? 0};t={(long)Math.Ceiling(limit.Reset.TotalSeconds)}");

    private ValueTask<long?> CountAsync(Guid agreement, bool isDay, int most, DateTime now, CancellationToken cancellation) =>
        counts.GetOrAdd((agreement, isDay, most), static (asked, database) => new(database, asked.Agreement, asked.IsDay, asked.Most), database)
            .TakeAsync(now, cancellation);
}
