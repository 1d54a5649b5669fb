using Phusa.Warehouse.DuckDb;

namespace Phusa.Tests.Store.Warehouse.DuckDb;

public sealed class PoolTests : DuckTests
{
    private const string Endless =
        "select count(*) from range(1000000) a, range(1000000) b where a.range + b.range = -1";

    [Fact]
    public async Task Work_runs_side_by_side_on_threads_of_the_pool()
    {
        await using var pool = new DuckPool(Database, 3);
        using var together = new Barrier(3);
        var names = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => pool.RunAsync(
            _ => together.SignalAndWait(TimeSpan.FromSeconds(20)) ? Thread.CurrentThread.Name : null, default)));
        Assert.Equal(3, names.Distinct().Count(name => name is not null));
        var sums = await Task.WhenAll(Enumerable.Range(0, 200).Select(i =>
            pool.RunAsync(connection => connection.Scalar<long>("select sum(range) from range(?)", i), default)));
        Assert.Equal(Enumerable.Range(0, 200).Select(i => (long)i * (i - 1) / 2), sums);
    }

    [Fact]
    public async Task An_error_reaches_the_caller_and_the_connection_serves_the_next()
    {
        await using var pool = new DuckPool(Database, 1);
        await Assert.ThrowsAsync<DuckException>(() =>
            pool.RunAsync(connection => connection.Execute("selec"), default));
        await Assert.ThrowsAsync<FormatException>(() =>
            pool.RunAsync<int>(_ => throw new FormatException("hỏng"), default));
        Assert.Equal(1, await pool.RunAsync(connection => connection.Scalar<int>("select 1"), default));
    }

    [Fact]
    public async Task A_transaction_or_result_left_open_does_not_reach_the_next_caller()
    {
        Connection.Execute("create table t (x int)");
        await using var pool = new DuckPool(Database, 1);
        await pool.RunAsync(connection => connection.Execute("begin; insert into t values (1)"), default);
        await pool.RunAsync(connection => connection.Query("select * from range(1000000)").Next(), default);
        Assert.Equal(0, await pool.RunAsync(connection => connection.Scalar<long>("select count(*) from t"), default));
        await pool.RunAsync(connection => connection.Execute("begin; insert into t values (1); commit"), default);
        Assert.Equal(1L, One("select count(*) from t"));
        await Assert.ThrowsAsync<DuckException>(() => pool.RunAsync(
            connection => connection.Execute("begin; insert into t values (2); select error('hỏng')"), default));
        Assert.Equal(1, await pool.RunAsync(connection => connection.Scalar<long>("select count(*) from t"), default));
    }

    [Fact]
    public async Task Cancelling_ends_running_and_waiting_work()
    {
        await using var pool = new DuckPool(Database, 1);
        using var running = new CancellationTokenSource();
        using var waiting = new CancellationTokenSource();
        var first = pool.RunAsync(connection => connection.Execute(Endless), running.Token);
        var second = pool.RunAsync(connection => connection.Execute(Endless), waiting.Token);
        await waiting.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => second.WaitAsync(TimeSpan.FromSeconds(10)));
        Assert.False(first.IsCompleted);
        await running.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first.WaitAsync(TimeSpan.FromSeconds(10)));
        Assert.Equal(1, await pool.RunAsync(connection => connection.Scalar<int>("select 1"), default));
    }

    [Fact]
    public async Task Disposing_stops_what_runs_and_cancels_what_waits()
    {
        var pool = new DuckPool(Database, 1);
        var first = pool.RunAsync(connection => connection.Execute(Endless), default);
        var second = pool.RunAsync(connection => connection.Execute(Endless), default);
        await pool.DisposeAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(10));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => second);
        await Assert.ThrowsAsync<ObjectDisposedException>(() => pool.RunAsync(_ => 1, default));
    }
}
