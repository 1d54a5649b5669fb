namespace Phusa.Warehouse.DuckDb;

/// <summary>
/// While it lives, the token interrupts what the connection runs. DuckDB forgets an interrupt that comes just before
/// a statement starts, so it is repeated until the caller is done.
/// </summary>
internal sealed class Interruption : IDisposable
{
    private static readonly TimeSpan Again = TimeSpan.FromMilliseconds(20);

    private readonly Lock gate = new();
    private readonly DuckConnection connection;
    private readonly CancellationTokenRegistration registration;
    private Timer? timer;
    private bool over;

    public Interruption(DuckConnection connection, Interruption? outer, CancellationToken token)
    {
        this.connection = connection;
        Outer = outer;
        Token = token;
        registration = token.UnsafeRegister(static state => ((Interruption)state!).Start(), this);
    }

    public Interruption? Outer { get; }

    public CancellationToken Token { get; }

    public void Dispose()
    {
        lock (gate)
        {
            if (over)
            {
                return;
            }
            over = true;
            timer?.Dispose();
        }
        registration.Dispose();
        connection.End(this);
    }

    private void Start()
    {
        lock (gate)
        {
            if (!over)
            {
                timer = new Timer(static state => ((Interruption)state!).Interrupt(), this, TimeSpan.Zero, Again);
            }
        }
    }

    // Under the lock: a late interrupt must not hit the connection's next caller.
    private void Interrupt()
    {
        lock (gate)
        {
            if (!over)
            {
                connection.Interrupt();
            }
        }
    }
}
