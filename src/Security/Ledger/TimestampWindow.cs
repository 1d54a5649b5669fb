using Microsoft.Extensions.Options;
using Phusa.Kernel;
using Phusa.Kernel.Data;
using Phusa.Security.Contracts;

namespace Phusa.Security.Ledger;

/// <summary>
/// How long the ledger goes on without a timestamp: with an authority that does not answer, nobody outside can say when
/// entries came about, so that after a set window none are taken. Looked up now and then and remembered, since every entry asks.
/// </summary>
internal sealed class TimestampWindow(
    [FromKeyedServices(KernelModule.Ledger)] Database ledger, IOptions<LedgerOptions> options, TimeProvider clock)
{
    private long unstamped;

    /// <summary>How long it may last; null for ever.</summary>
    private TimeSpan? Window => options.Value is { TimestampUrl: not null, TimestampWindowHours: > 0 and var hours } ? TimeSpan.FromHours(hours) : null;

    /// <summary>Since when heads wait for a timestamp, where entries are refused for it; null while they are taken.</summary>
    public DateTimeOffset? RefusedFor =>
        Window is { } window && Volatile.Read(ref unstamped) is > 0 and var ticks && clock.GetUtcNow().Ticks - ticks > window.Ticks
            ? new(ticks, TimeSpan.Zero) : null;

    public int Hours => options.Value.TimestampWindowHours;

    /// <summary>Looks since when: the first head that was kept behind the last one with a timestamp.</summary>
    public async Task RefreshAsync(CancellationToken cancellation)
    {
        if (Window is null)
        {
            return;
        }
        var oldest = await ledger.ListAsync(
            new("select at from security_ledger_checkpoint where size > coalesce((select max(size) from security_ledger_checkpoint "
                + "where timestamp_token is not null), -1) order by size limit 1"), row => row.Instant("at"), cancellation);
        Volatile.Write(ref unstamped, oldest is [var at] ? at.UtcTicks : 0);
    }
}
