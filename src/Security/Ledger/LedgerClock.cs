using System.Data.Common;
using System.Security.Cryptography;
using Microsoft.Extensions.Options;
using Phusa.Kernel.Data;
using Phusa.Security.Contracts;

namespace Phusa.Security.Ledger;

/// <summary>
/// What the ledger has done now and then: heads timestamped, and sealed parts erased when their time is over. While entries are
/// refused for want of a timestamp, one is asked for every minute.
/// </summary>
internal sealed partial class LedgerClock(
    Timestamps timestamps, TimestampWindow window, Database ledger, IOptions<LedgerOptions> options, TimeProvider clock,
    ILogger<LedgerClock> logger) : BackgroundService
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Minute, clock);
        using var stopped = stoppingToken.Register(timer.Dispose);
        var minutes = 0;
        do
        {
            try
            {
                await RoundAsync(minutes++ % options.Value.TimestampMinutes == 0, stoppingToken);
            }
            catch (Exception failure) when (failure is DbException or HttpRequestException or CryptographicException
                or OperationCanceledException)
            {
                // The next round tries again; entries go on being written and signed meanwhile, unless a window is set.
                LogFailed(failure);
            }
        }
        while (await timer.WaitForNextTickAsync(CancellationToken.None));
    }

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
        new("delete from security_ledger_sealed where expires_at < @now", ("now", clock.GetUtcNow())), cancellation);

    [LoggerMessage(1, LogLevel.Warning, "The ledger's head could not be timestamped, or sealed parts not erased")]
    private partial void LogFailed(Exception failure);
}
