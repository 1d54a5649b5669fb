using System.Collections.Concurrent;

namespace Phusa.Warehouse.DuckDb;

/// <summary>
/// Runs work on DuckDB on threads of its own, each with its own connection, because native calls would block the
/// thread pool that answers requests. Work may write a streamed result straight into a response.
/// </summary>
public sealed class DuckPool : IAsyncDisposable
{
    private readonly BlockingCollection<PooledWork> waiting = [];
    private readonly CancellationTokenSource stopping = new();
    private readonly Lazy<Task[]> workers;

    /// <param name="database">Where the work runs; the caller closes it after the pool.</param>
    /// <param name="size">Threads; twice the number of cores and at least four when not given.</param>
    public DuckPool(DuckDatabase database, int? size = null)
    {
        var count = size ?? Math.Max(4, Environment.ProcessorCount * 2);
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1, nameof(size));
        // A command that asks nothing of the pool starts no threads.
        workers = new(() => [.. Enumerable.Range(1, count).Select(number => Start(database, number))]);
    }

    /// <summary>How much work waits for a thread.</summary>
    public int Waiting => waiting.Count;

    /// <summary>
    /// Runs the work on the first free connection, outside any transaction. The token ends the waiting and interrupts
    /// the running. Settings and temporary tables that the work leaves behind stay with the connection.
    /// </summary>
    public Task<T> RunAsync<T>(Func<DuckConnection, T> work, CancellationToken cancellation)
    {
        ObjectDisposedException.ThrowIf(waiting.IsAddingCompleted, this);
        var pooled = new PooledWork<T>(work, cancellation);
        waiting.Add(pooled, CancellationToken.None);
        _ = workers.Value;
        return pooled.Done;
    }

    /// <summary>Interrupts what runs, cancels what waits and ends the threads.</summary>
    public async ValueTask DisposeAsync()
    {
        waiting.CompleteAdding();
        await stopping.CancelAsync();
        await Task.WhenAll(workers.IsValueCreated ? workers.Value : []);
        waiting.Dispose();
        stopping.Dispose();
    }

    private Task Start(DuckDatabase database, int number)
    {
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        new Thread(() =>
        {
            try
            {
                Work(database);
                ended.SetResult();
            }
            catch (Exception error)
            {
                ended.SetException(error);
            }
        })
        { IsBackground = true, Name = $"duckdb-{number}" }.Start();
        return ended.Task;
    }

    private void Work(DuckDatabase database)
    {
        DuckConnection? connection = null;
        try
        {
            foreach (var work in waiting.GetConsumingEnumerable())
            {
                if (!work.Run(ref connection, database, stopping.Token))
                {
                    connection?.Dispose();
                    connection = null;
                }
            }
        }
        finally
        {
            connection?.Dispose();
        }
    }
}
