namespace Phusa.Warehouse.DuckDb;

/// <summary>Something a thread of the pool does with its connection.</summary>
internal abstract class PooledWork
{
    /// <summary>Runs the work, keeping its outcome for the caller; never throws.</summary>
    /// <returns>False when the connection must not be used again.</returns>
    public abstract bool Run(ref DuckConnection? connection, DuckDatabase database, CancellationToken stopping);
}

internal sealed class PooledWork<T> : PooledWork
{
    private readonly Func<DuckConnection, T> work;
    private readonly CancellationToken cancellation;
    private readonly CancellationTokenRegistration registration;
    private readonly TaskCompletionSource<T> done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int started;

    public PooledWork(Func<DuckConnection, T> work, CancellationToken cancellation)
    {
        this.work = work;
        this.cancellation = cancellation;
        registration = cancellation.UnsafeRegister(static state => ((PooledWork<T>)state!).GiveUp(), this);
    }

    public Task<T> Done => done.Task;

    public override bool Run(ref DuckConnection? connection, DuckDatabase database, CancellationToken stopping)
    {
        registration.Dispose();
        if (stopping.IsCancellationRequested)
        {
            done.TrySetCanceled(stopping);
            return true;
        }
        if (Interlocked.Exchange(ref started, 1) == 1)
        {
            return true;
        }
        try
        {
            connection ??= database.Connect();
            T result;
            using (connection.Use(stopping))
            using (connection.Use(cancellation))
            {
                result = work(connection);
            }
            connection.Recover();
            done.TrySetResult(result);
            return true;
        }
        catch (OperationCanceledException error)
        {
            done.TrySetCanceled(error.CancellationToken);
            return Recover(connection);
        }
        catch (Exception error)
        {
            done.TrySetException(error);
            return error is not DuckException { IsFatal: true } && Recover(connection);
        }
    }

    // Only while it waits: once started, the connection's own interrupt ends it.
    private void GiveUp()
    {
        if (Interlocked.Exchange(ref started, 1) == 0)
        {
            done.TrySetCanceled(cancellation);
        }
    }

    private static bool Recover(DuckConnection? connection)
    {
        try
        {
            connection?.Recover();
            return connection is not null;
        }
        catch (DuckException)
        {
            // It cannot even roll back; the worker takes a new connection.
            return false;
        }
    }
}
