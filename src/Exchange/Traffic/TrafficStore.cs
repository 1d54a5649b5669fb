using Phusa.Kernel.Data;

namespace Phusa.Exchange.Traffic;

/// <summary>Traffic in the records. What is written is added to what stands there, so nodes need not know of each other.</summary>
internal sealed class TrafficStore(Database database)
{
    /// <summary>Keys in one transaction: a writer must not keep others waiting for long.</summary>
    public const int Together = 200;

    /// <summary>Hours and slow calls are kept for the pages of the last month, days for a year's reports and one month more.</summary>
    public static readonly TimeSpan KeepHours = TimeSpan.FromDays(40);

    public const int KeepMonths = 13;

    /// <summary>
    /// Adds hours to the hours and to their days. In the order of the key, so that two nodes that write the same rows wait for
    /// each other and never in a circle.
    /// </summary>
    public Task<int> AddAsync(
        IReadOnlyCollection<KeyValuePair<TrafficKey, TrafficCount>> hours, CancellationToken cancellation) =>
        database.WriteAsync(async session =>
        {
            var add = Adding(session);
            var rows = hours.Concat(Days(hours)).OrderBy(row => row.Key.Span).ThenBy(row => row.Key.BeginsAt)
                .ThenBy(row => row.Key.Service).ThenBy(row => row.Key.System).ThenBy(row => row.Key.Agreement)
                .ThenBy(row => row.Key.Operation, StringComparer.Ordinal).ThenBy(row => row.Key.Fault)
                .ThenBy(row => row.Key.Kind, StringComparer.Ordinal);
            await session.ExecuteEachAsync(add, rows.Select(row => Values(row.Key, row.Value)), cancellation);
            return hours.Count;
        }, cancellation);

    public Task<int> AddLostAsync(DateTimeOffset hour, long calls, CancellationToken cancellation) =>
        database.ExecuteAsync(new(
            """
            insert into exchange_traffic_lost (hour, calls) values (@hour, @calls)
            on conflict (hour) do update set calls = exchange_traffic_lost.calls + excluded.calls
            """, ("hour", hour), ("calls", calls)), cancellation);

    /// <summary>Of what is there and what comes, the slowest of each service and hour stay.</summary>
    public Task<int> KeepAsync(IReadOnlyList<SlowCall> slowest, CancellationToken cancellation) => slowest.Count == 0
        ? Task.FromResult(0)
        : database.WriteAsync(async session =>
        {
            await session.ExecuteEachAsync(
                """
                insert into exchange_slow_call
                    (id, hour, called_at, service_id, system_id, operation, status, total_us, own_us)
                values (@id, @hour, @at, @service, @system, @operation, @status, @total, @own)
                """, slowest.Select(Values), cancellation);
            foreach (var (hour, service) in slowest.Select(call => (call.Hour, call.Service)).Distinct())
            {
                await session.ExecuteAsync(new(
                    """
                    delete from exchange_slow_call where hour = @hour and service_id = @service and id not in (
                        select id from exchange_slow_call where hour = @hour and service_id = @service
                        order by total_us desc, id limit @kept)
                    """, ("hour", hour), ("service", service), ("kept", SlowCall.Kept)), cancellation);
            }
            return slowest.Count;
        }, cancellation);

    /// <summary>Deletes what is older than it is kept for.</summary>
    public async Task ForgetAsync(DateTimeOffset now, CancellationToken cancellation)
    {
        var months = ("oldest", (object?)now.AddMonths(-KeepMonths));
        await database.ExecuteAsync(new(
            "delete from exchange_traffic where span = 'Hour' and begins_at < @oldest", ("oldest", now - KeepHours)), cancellation);
        await database.ExecuteAsync(
            new("delete from exchange_traffic where span = 'Day' and begins_at < @oldest", months), cancellation);
        await database.ExecuteAsync(
            new("delete from exchange_slow_call where hour < @oldest", ("oldest", now - KeepHours)), cancellation);
        await database.ExecuteAsync(new("delete from exchange_traffic_lost where hour < @oldest", months), cancellation);
    }

    private static IEnumerable<KeyValuePair<TrafficKey, TrafficCount>> Days(
        IEnumerable<KeyValuePair<TrafficKey, TrafficCount>> hours) => hours.GroupBy(hour => hour.Key.OfDay()).Select(day =>
    {
        var whole = new TrafficCount();
        foreach (var (_, count) in day)
        {
            whole.Add(count);
        }
        return KeyValuePair.Create(day.Key, whole);
    });

    private static string Adding(Session session) =>
        $"""
        insert into exchange_traffic (span, begins_at, service_id, system_id, agreement_id, operation, fault, kind,
            calls, request_bytes, answer_bytes, total_us, own_us, latency)
        values (@span, @begins, @service, @system, @agreement, @operation, @fault, @kind,
            @calls, @request, @answer, @total, @own, @latency)
        on conflict (span, begins_at, service_id, system_id, agreement_id, operation, fault, kind) do update set
            calls = exchange_traffic.calls + excluded.calls,
            request_bytes = exchange_traffic.request_bytes + excluded.request_bytes,
            answer_bytes = exchange_traffic.answer_bytes + excluded.answer_bytes,
            total_us = exchange_traffic.total_us + excluded.total_us,
            own_us = exchange_traffic.own_us + excluded.own_us,
            latency = {session.Dialect.SumOfCounts("exchange_traffic.latency", "excluded.latency")}
        """;

    private static (string, object?)[] Values(TrafficKey key, TrafficCount count) =>
    [
        ("span", key.Span), ("begins", key.BeginsAt), ("service", key.Service), ("system", key.System),
        ("agreement", key.Agreement), ("operation", key.Operation), ("fault", key.Fault), ("kind", key.Kind),
        ("calls", count.Calls), ("request", count.RequestBytes), ("answer", count.AnswerBytes),
        ("total", count.Microseconds), ("own", count.OwnMicroseconds),
        ("latency", JsonStorage.Write(count.Latency.Buckets)),
    ];

    private static (string, object?)[] Values(SlowCall call) =>
    [
        ("id", call.Id), ("hour", call.Hour), ("at", call.At), ("service", call.Service), ("system", call.System),
        ("operation", call.Operation), ("status", (long)call.Status), ("total", call.Microseconds),
        ("own", call.OwnMicroseconds),
    ];
}
