using Phusa.Kernel.Data;

namespace Phusa.Exchange.Traffic;

/// <summary>Reads traffic that was written.</summary>
internal sealed class TrafficHistory(Database database)
{
    /// <summary>Hours or days that begin at <paramref name="from"/> or later, and before <paramref name="to"/>.</summary>
    public Task<IReadOnlyList<KeyValuePair<TrafficKey, TrafficCount>>> ListAsync(
        TrafficSpan span, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellation) => database.ListAsync(
        new("""
            select span, begins_at, service_id, system_id, agreement_id, operation, fault, kind, calls, request_bytes,
                answer_bytes, total_us, own_us, latency
            from exchange_traffic where span = @span and begins_at >= @from and begins_at < @to order by begins_at
            """, ("span", span), ("from", from), ("to", to)), Read, cancellation);

    /// <summary>The slowest first, and of each caller at each service no more than <paramref name="most"/>.</summary>
    public Task<IReadOnlyList<SlowCall>> SlowestAsync(
        DateTimeOffset from, DateTimeOffset to, int most, CancellationToken cancellation) => database.ListAsync(
        new("""
            select id, called_at, service_id, system_id, operation, status, total_us, own_us from (
                select id, called_at, service_id, system_id, operation, status, total_us, own_us,
                    row_number() over (partition by service_id, system_id order by total_us desc, id) as place
                from exchange_slow_call where hour >= @from and hour < @to) as ranked
            where place <= @most order by total_us desc, id
            """, ("from", from), ("to", to), ("most", (long)most)),
        row => new SlowCall(
            row.Id("id"), row.Instant("called_at"), row.Id("service_id"), row.Id("system_id"), row.Text("operation"),
            (int)row.Integer("status"), row.Integer("total_us"), row.Integer("own_us")), cancellation);

    /// <summary>Calls that could not be counted.</summary>
    public Task<long> LostAsync(DateTimeOffset from, DateTimeOffset to, CancellationToken cancellation) =>
        database.CountAsync(
            new("select sum(calls) from exchange_traffic_lost where hour >= @from and hour < @to", ("from", from), ("to", to)),
            cancellation);

    private static KeyValuePair<TrafficKey, TrafficCount> Read(Row row) => new(
        new(row.Choice<TrafficSpan>("span"), row.Instant("begins_at"), row.Id("service_id"), row.Id("system_id"),
            row.Id("agreement_id"), row.Text("operation"), row.Choice<CallFault>("fault"), row.Text("kind")),
        new()
        {
            Calls = row.Integer("calls"), RequestBytes = row.Integer("request_bytes"),
            AnswerBytes = row.Integer("answer_bytes"), Microseconds = row.Integer("total_us"),
            OwnMicroseconds = row.Integer("own_us"),
            Latency = LatencyHistogram.Of(row.Json<Dictionary<int, long>>("latency")),
        });
}
