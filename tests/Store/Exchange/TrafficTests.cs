using Microsoft.Extensions.Logging.Abstractions;
using Phusa.Exchange.Traffic;

namespace Phusa.Tests.Store.Exchange;

public abstract class TrafficTests(IRecordsEngine engine) : ExchangeTests(engine)
{
    private static readonly Guid Service = Guid.NewGuid();
    private static readonly Guid System = Guid.NewGuid();
    private static readonly Guid Agreement = Guid.NewGuid();

    [EngineFact]
    public async Task Two_nodes_add_to_the_same_hour_and_day()
    {
        using var here = Meter();
        using var there = Meter();
        for (var i = 1; i <= 100; i++)
        {
            here.Note(Call(i));
            there.Note(Call(i + 100));
            there.Note(Call(5) with { Status = 502, Problem = "upstream.away", Fault = CallFault.Upstream });
        }
        here.Note(Call(1) with { At = Time.GetUtcNow().AddHours(-1) });

        await Task.WhenAll(here.FlushAsync(default), there.FlushAsync(default));
        here.Note(Call(300));
        await here.FlushAsync(default);

        var hours = await ListAsync(TrafficSpan.Hour);
        Assert.Equal(3, hours.Count);
        var good = hours[TrafficKey.Of(Call(1))];
        Assert.Equal((201, 201 * 10, 201 * 1000), (good.Calls, good.RequestBytes, good.AnswerBytes));
        Assert.Equal(20_100_000 + 300_000, good.Microseconds);
        Assert.Equal(201, good.Latency.Count);
        Assert.InRange(good.Latency.Quantile(0.5)!.Value, 101 * 0.958, 101 * 1.042);
        var days = await ListAsync(TrafficSpan.Day);
        Assert.Equal(302, days.Values.Sum(day => day.Calls));
        Assert.Equal(302, days.Values.Sum(day => day.Latency.Count));
    }

    [EngineFact]
    public async Task Calls_of_unknown_callers_and_services_are_counted()
    {
        using var meter = Meter();
        meter.Note(Call(1) with { Service = null, System = null, Agreement = null, Status = 401, Fault = CallFault.Consumer });
        await meter.FlushAsync(default);

        var (key, count) = Assert.Single(await ListAsync(TrafficSpan.Hour));

        Assert.Equal((Guid.Empty, Guid.Empty, Guid.Empty, "401"), (key.Service, key.System, key.Agreement, key.Kind));
        Assert.Equal(1, count.Calls);
    }

    [EngineFact]
    public async Task The_slowest_calls_of_all_nodes_stay()
    {
        using var here = Meter();
        using var there = Meter();
        for (var i = 1; i <= 10; i++)
        {
            here.Note(Call(2 * i));
            there.Note(Call(2 * i + 1) with { Operation = "POST /x/052093001234" });
        }
        await here.FlushAsync(default);
        await there.FlushAsync(default);

        var slowest = await Get<TrafficHistory>().SlowestAsync(Begin, End, 10, default);

        Assert.Equal([21_000L, 20_000, 19_000, 18_000, 17_000], slowest.Select(call => call.Microseconds));
        Assert.Equal(["POST", "GET rows"], slowest.Select(call => call.Operation).Take(2));
        Assert.Equal([21_000L, 20_000], (await Get<TrafficHistory>().SlowestAsync(Begin, End, 2, default)).Select(call => call.Microseconds));
    }

    [EngineFact]
    public async Task Calls_that_were_lost_are_told()
    {
        using var meter = Meter();
        for (var i = 0; i < TrafficMeter.LongestLine + 3; i++)
        {
            meter.Note(Call(1));
        }
        await meter.FlushAsync(default);
        await Get<TrafficStore>().AddLostAsync(TrafficKey.HourOf(Time.GetUtcNow()), 4, default);

        Assert.Equal(7, await Get<TrafficHistory>().LostAsync(Begin, End, default));
        Assert.Equal(0, await Get<TrafficHistory>().LostAsync(Begin, Time.GetUtcNow().AddDays(-1), default));
        Assert.Equal(TrafficMeter.LongestLine, (await ListAsync(TrafficSpan.Hour)).Values.Sum(count => count.Calls));
    }

    [EngineFact]
    public async Task Hours_are_forgotten_after_weeks_and_days_after_thirteen_months()
    {
        using var meter = Meter();
        var now = Time.GetUtcNow();
        DateTimeOffset[] times = [now, now.AddDays(-39), now.AddDays(-41), now.AddMonths(-12), now.AddMonths(-13).AddDays(-2)];
        foreach (var at in times)
        {
            meter.Note(Call(1) with { At = at });
        }
        await meter.FlushAsync(default);

        await Get<TrafficStore>().ForgetAsync(now, default);

        Assert.Equal(2, (await ListAsync(TrafficSpan.Hour)).Count);
        Assert.Equal(4, (await ListAsync(TrafficSpan.Day)).Count);
        Assert.Equal(2, (await Get<TrafficHistory>().SlowestAsync(Begin, End, 10, default)).Count);
    }

    private DateTimeOffset Begin => Time.GetUtcNow().AddYears(-3);

    private DateTimeOffset End => Time.GetUtcNow().AddHours(1);

    private CallSeen Call(double milliseconds) => new(
        Time.GetUtcNow(), Service, System, Agreement, "GET rows", 200, null, CallFault.None, milliseconds, milliseconds / 4, 10, 1000);

    private TrafficMeter Meter() => new(Get<TrafficStore>(), Time, NullLogger<TrafficMeter>.Instance);

    private async Task<Dictionary<TrafficKey, TrafficCount>> ListAsync(TrafficSpan span) =>
        (await Get<TrafficHistory>().ListAsync(span, Begin, End, default)).ToDictionary();
}

public sealed class SqliteTrafficTests() : TrafficTests(new SqliteEngine());

[Collection(PostgresFixture.Name)]
public sealed class PostgresTrafficTests(PostgresFixture postgres) : TrafficTests(postgres);
