using System.Diagnostics;
using Phusa.Warehouse.DuckDb;

namespace Phusa.Tests.Store.Warehouse.DuckDb;

public sealed class CancellationTests : DuckTests
{
    private const string Endless =
        "select count(*) from range(1000000) a, range(1000000) b where a.range + b.range = -1";

    [Fact]
    public void A_token_stops_a_cross_join_within_seconds_and_the_connection_goes_on()
    {
        using var source = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));
        var start = Stopwatch.GetTimestamp();
        using (Connection.Use(source.Token))
        {
            var error = Assert.Throws<OperationCanceledException>(() => Connection.Execute(Endless));
            Assert.Equal(source.Token, error.CancellationToken);
        }
        Assert.InRange(Stopwatch.GetElapsedTime(start).TotalSeconds, 0, 10);
        Assert.Equal(1, Connection.Scalar<int>("select 1"));
    }

    [Fact]
    public void A_token_stops_a_stream_between_and_within_chunks()
    {
        using var source = new CancellationTokenSource();
        using (Connection.Use(source.Token))
        {
            var result = Connection.Query("select a.range from range(1000000) a, range(1000000) b");
            Assert.True(result.Next());
            source.Cancel();
            Assert.Throws<OperationCanceledException>(() => result.Rows().Count());
        }
        Assert.Equal(1, Connection.Scalar<int>("select 1"));
    }

    [Fact]
    public async Task A_token_cancelled_at_any_moment_is_never_missed()
    {
        for (var i = 0; i < 60; i++)
        {
            using var source = new CancellationTokenSource();
            var spins = i * 200;
            var cancelling = Task.Run(() =>
            {
                Thread.SpinWait(spins);
                source.Cancel();
            });
            using (Connection.Use(source.Token))
            {
                Assert.Throws<OperationCanceledException>(() => Connection.Execute(Endless));
            }
            await cancelling;
            Assert.Equal(i, Connection.Scalar<int>("select ?", i));
        }
    }

    [Fact]
    public void An_interrupt_without_a_token_is_a_plain_error()
    {
        using var timer = new Timer(_ => Connection.Interrupt(), null, 100, 100);
        Assert.Equal(DuckErrorType.Interrupt, Assert.Throws<DuckException>(() => Connection.Execute(Endless)).Type);
    }

    [Fact]
    public void The_outer_token_stops_work_under_an_inner_one()
    {
        using var outer = new CancellationTokenSource(TimeSpan.FromMilliseconds(100));
        using var inner = new CancellationTokenSource();
        using (Connection.Use(outer.Token))
        using (Connection.Use(inner.Token))
        {
            Assert.Throws<OperationCanceledException>(() => Connection.Execute(Endless));
        }
    }

    [Fact]
    public async Task Progress_is_seen_from_another_thread()
    {
        Connection.TrackProgress();
        Connection.Execute("create table t as select range as x from range(3000000)");
        using var source = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        var work = Task.Run(() =>
        {
            using (Connection.Use(source.Token))
            {
                while (true)
                {
                    Connection.Execute("select max(md5(md5(x::varchar))) from t");
                }
            }
        });
        var seen = Connection.Progress;
        while (seen.Percentage <= 0 && !work.IsCompleted)
        {
            await Task.Delay(5);
            seen = Connection.Progress;
        }
        await source.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => work);
        Assert.InRange(seen.Percentage, 0.01, 100);
        Assert.InRange(seen.Rows, 1, seen.TotalRows);
    }
}
