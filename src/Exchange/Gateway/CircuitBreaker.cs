namespace Phusa.Exchange.Gateway;

/// <summary>
/// Leaves an upstream alone that failed several times in a row: for 2, 4, 8, … seconds, each time until one call that
/// is let through to try has failed too. (Polly's breaker counts a ratio over a time, not failures in a row.)
/// </summary>
/// <param name="failures">How many in a row.</param>
/// <param name="longest">Where the doubling ends.</param>
internal sealed class CircuitBreaker(int failures, TimeSpan longest, TimeProvider clock)
{
    private const int MostDoublings = 30;

    private static readonly TimeSpan First = TimeSpan.FromSeconds(2);

    private readonly Lock gate = new();
    private int inRow;
    private int rests;
    private DateTimeOffset until;
    private bool trying;

    /// <summary>Null when a call may go, which must then <see cref="Leave"/>; else how long to wait.</summary>
    public TimeSpan? Enter()
    {
        lock (gate)
        {
            var wait = until - clock.GetUtcNow();
            if (rests == 0)
            {
                return null;
            }
            if (wait > TimeSpan.Zero || trying)
            {
                return wait > First ? wait : First;
            }
            trying = true;
            return null;
        }
    }

    /// <param name="well">Null when the call ended for a reason that says nothing of the upstream.</param>
    public void Leave(bool? well)
    {
        lock (gate)
        {
            var tried = trying;
            trying = false;
            if (well == true)
            {
                (inRow, rests) = (0, 0);
            }
            else if (well == false && (rests > 0 ? tried : ++inRow >= failures))
            {
                var rest = First * Math.Pow(2, Math.Min(rests++, MostDoublings));
                until = clock.GetUtcNow() + (rest < longest ? rest : longest);
            }
        }
    }
}
