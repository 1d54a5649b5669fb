using Microsoft.Extensions.Options;
using Phusa.Kernel;
using Phusa.Kernel.Data;
using Phusa.Kernel.Jobs;
using Phusa.Security.Contracts;

namespace Phusa.Security.Ledger;

/// <summary>
/// What the ledger has done now and then: heads timestamped, and sealed parts erased when their time is over. While entries are
/// refused for want of a timestamp, one is asked for every minute.
/// </summary>
internal sealed class LedgerClock(
    Timestamps timestamps, TimestampWindow window, [FromKeyedServices(KernelModule.Ledger)] Database ledger,
    IOptions<LedgerOptions> options, TimeProvider time, ILogger<LedgerClock> logger)
    : Clock(TimeSpan.FromMinutes(1), time, logger, atOnce: true)
{
    private int minutes;

    protected override Task RoundAsync(CancellationToken cancellation) =>
        RoundAsync(minutes++ % options.Value.TimestampMinutes == 0, cancellation);

    /// <param name="isDue">Whether it is time for what is not done every minute.</param>
    internal async Task RoundAsync(bool isDue, CancellationToken cancellation)
    {
        await window.RefreshAsync(cancellation);
        if (isDue)
        {
            await EraseAsync(cancellation);
        }
        if (options.Value.TimestampUrl is { } authority && (isDue || window.RefusedFor is not null))
        {
            await timestamps.RunAsync(authority, cancellation);
            await window.RefreshAsync(cancellation);
        }
    }

    internal Task<int> EraseAsync(CancellationToken cancellation) => ledger.ExecuteAsync(
        new("delete from security_ledger_sealed where expires_at < @now", ("now", Time.GetUtcNow())), cancellation);
}
