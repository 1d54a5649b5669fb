using Microsoft.Extensions.Logging.Abstractions;
using Phusa.Exchange.Traffic;
using Phusa.Kernel.Data;

namespace Phusa.Tests.Unit.Exchange.Traffic;

public sealed class TrafficTallyTests
{
    private static readonly Guid Service = Guid.NewGuid();

    private static readonly CallSeen Call = new(
        new(2026, 3, 2, 9, 59, 59, TimeSpan.FromHours(7)), Service, Guid.NewGuid(), Guid.NewGuid(), "GET rows", 200, null,
        CallFault.None, 12.5, 1.5, 100, 2000);

    [Fact]
    public void Calls_of_one_hour_and_kind_are_added_up()
    {
        var tally = new TrafficTally();
        tally.Add(Call);
        tally.Add(Call with { At = Call.At.AddMinutes(-59), Milliseconds = 7.5 });
        tally.Add(Call with { At = Call.At.AddSeconds(1) });
        tally.Add(Call with { Status = 502, Problem = "upstream.away", Fault = CallFault.Upstream });
        tally.Add(Call with { Status = 404, Fault = CallFault.Consumer });

        var counts = tally.Take().Counts.ToDictionary();

        Assert.Equal(4, counts.Count);
        var count = counts[TrafficKey.Of(Call)];
        Assert.Equal(
            (2L, 200L, 4000L, 20_000L, 3_000L),
            (count.Calls, count.RequestBytes, count.AnswerBytes, count.Microseconds, count.OwnMicroseconds));
        Assert.Equal(2, count.Latency.Count);
        Assert.Equal(["", "", "404", "upstream.away"], counts.Keys.Select(key => key.Kind).Order());
        Assert.Equal(new DateTimeOffset(2026, 3, 1, 17, 0, 0, TimeSpan.Zero), TrafficKey.Of(Call).OfDay().BeginsAt);
        Assert.Empty(tally.Take().Counts);
    }

    [Fact]
    public void What_is_noted_of_a_call_that_went_well_has_a_kind_and_no_fault() => Assert.Equal(
        [(CallFault.None, "answer.schema"), (CallFault.None, "")],
        new[] { Call with { Problem = "answer.schema" }, Call with { Status = 404, Problem = "service.row-missing" } }
            .Select(call => TrafficKey.Of(call)).Select(key => (key.Fault, key.Kind)));

    [Theory]
    [InlineData("GET rows", "GET rows")]
    [InlineData("GET rows/{key}", "GET rows/{key}")]
    [InlineData("GET /nguoi-dan/052093001234", "GET")]
    [InlineData("GET rows 052093001234", "GET")]
    [InlineData("052093001234", "other")]
    [InlineData("", "")]
    [InlineData("x1 GET", "other")]
    public void An_operation_keeps_no_value_that_was_asked_for(string operation, string told) =>
        Assert.Equal(told, TrafficKey.Of(Call with { Operation = operation }).Operation);

    [Fact]
    public void The_slowest_of_each_service_and_hour_are_kept()
    {
        var tally = new TrafficTally();
        foreach (var time in Enumerable.Range(1, 40).Select(i => i * 17 % 41))
        {
            tally.Add(Call with { Milliseconds = time });
        }
        tally.Add(Call with { Service = null, Milliseconds = 1 });

        var slowest = tally.Take().Slowest;

        Assert.Equal([40_000L, 39_000, 38_000, 37_000, 36_000], slowest.Where(call => call.Service == Service).Select(call => call.Microseconds));
        Assert.Equal(1_000, Assert.Single(slowest, call => call.Service == default).Microseconds);
    }

    [Fact]
    public void What_comes_back_is_added_to_what_came_meanwhile()
    {
        var tally = new TrafficTally();
        tally.Add(Call);
        var taken = tally.Take().Counts;
        tally.Add(Call);

        Assert.Equal(0, tally.Return(taken));

        Assert.Equal(2, Assert.Single(tally.Take().Counts).Value.Calls);
    }

    [Fact]
    public void Keys_beyond_the_room_are_refused_and_known_ones_still_counted()
    {
        var tally = new TrafficTally();
        for (var i = 0; i < TrafficTally.MostKeys; i++)
        {
            Assert.True(tally.Add(Call with { Agreement = Guid.NewGuid() }));
        }

        Assert.False(tally.Add(Call));
        var taken = tally.Take().Counts;
        for (var i = 0; i < TrafficTally.MostKeys; i++)
        {
            tally.Add(Call with { Agreement = Guid.NewGuid() });
        }
        Assert.Equal(TrafficTally.MostKeys, tally.Return(taken));
    }

    [Fact]
    public async Task A_full_line_loses_calls_and_says_how_many()
    {
        await using var records = new Database(new SqliteDialect(Path.Combine(Path.GetTempPath(), "phusa-no-such-folder", "records.db")));
        using var meter = new TrafficMeter(new(records), TimeProvider.System, NullLogger<TrafficMeter>.Instance);
        for (var i = 0; i < TrafficMeter.LongestLine + 7; i++)
        {
            meter.Note(Call);
        }

        Assert.Equal(7, meter.Lost);
        await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => meter.FlushAsync(default));
        Assert.Equal(7, meter.Lost);
    }
}
