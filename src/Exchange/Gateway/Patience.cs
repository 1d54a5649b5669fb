namespace Phusa.Exchange.Gateway;

/// <summary>
/// Ends a call in which nothing has moved for a while, or whose client has left. Each read and write that succeeds
/// begins the while anew, so that a long answer is not cut while it comes.
/// </summary>
internal sealed class Patience : IDisposable
{
    private readonly TimeSpan silence;
    private readonly TimeProvider clock;
    private readonly CancellationToken client;
    private readonly CancellationTokenSource source = new();
    private readonly CancellationTokenRegistration left;
    private readonly ITimer timer;
    private long moved;
    private bool stopped;

    public Patience(TimeSpan silence, TimeProvider clock, CancellationToken client)
    {
        (this.silence, this.clock, this.client) = (silence, clock, client);
        moved = clock.GetTimestamp();
        timer = clock.CreateTimer(static patience => ((Patience)patience!).Look(), this, silence, Timeout.InfiniteTimeSpan);
        left = client.UnsafeRegister(static source => ((CancellationTokenSource)source!).Cancel(), source);
    }

    public CancellationToken Token => source.Token;

    public bool ClientLeft => client.IsCancellationRequested;

    public bool RanOut => source.IsCancellationRequested && !stopped && !ClientLeft;

    /// <summary>The timer is left as it is: it looks itself when something moved last.</summary>
    public void Renew() => Volatile.Write(ref moved, clock.GetTimestamp());

    /// <summary>Ends what is still under way of a call that is over.</summary>
    public void Stop()
    {
        stopped = true;
        source.Cancel();
    }

    public void Dispose()
    {
        timer.Dispose();
        left.Dispose();
        source.Dispose();
    }

    private void Look()
    {
        try
        {
            if (silence - clock.GetElapsedTime(Volatile.Read(ref moved)) is { Ticks: > 0 } rest)
            {
                timer.Change(rest, Timeout.InfiniteTimeSpan);
            }
            else
            {
                source.Cancel();
            }
        }
        catch (ObjectDisposedException)
        {
            // The call ended while the timer went off.
        }
    }
}
