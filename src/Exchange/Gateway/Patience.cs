namespace Phusa.Exchange.Gateway;

/// <summary>
/// Ends a call in which nothing has moved for a while, or whose client has left. Each read and write that succeeds
/// begins the while anew, so that a long answer is not cut while it comes.
/// </summary>
internal sealed class Patience : IDisposable
{
    private readonly TimeSpan silence;
    private readonly CancellationToken client;
    private readonly CancellationTokenSource source;
    private readonly CancellationTokenRegistration left;
    private bool stopped;

    public Patience(TimeSpan silence, TimeProvider clock, CancellationToken client)
    {
        (this.silence, this.client) = (silence, client);
        source = new CancellationTokenSource(silence, clock);
        left = client.UnsafeRegister(static source => ((CancellationTokenSource)source!).Cancel(), source);
    }

    public CancellationToken Token => source.Token;

    public bool ClientLeft => client.IsCancellationRequested;

    public bool RanOut => source.IsCancellationRequested && !stopped && !ClientLeft;

    public void Renew() => source.CancelAfter(silence);

    /// <summary>Ends what is still under way of a call that is over.</summary>
    public void Stop()
    {
        stopped = true;
        source.Cancel();
    }

    public void Dispose()
    {
        left.Dispose();
        source.Dispose();
    }
}
