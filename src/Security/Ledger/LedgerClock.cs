using System.Data.Common;
using System.Security.Cryptography;
using Microsoft.Extensions.Options;
using Phusa.Kernel.Data;
using Phusa.Security.Contracts;

namespace Phusa.Security.Ledger;

/// <summary>What the ledger has done now and then: heads timestamped, and sealed parts erased when their time is over.</summary>
internal sealed partial class LedgerClock(
    Timestamps timestamps, Database ledger, IOptions<LedgerOptions> options, TimeProvider clock, ILogger<LedgerClock> logger)
    : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMinutes(options.Value.TimestampMinutes), clock);
        using var stopped = stoppingToken.Register(timer.Dispose);
        while (await timer.WaitForNextTickAsync(CancellationToken.None))
        {
            try
            {
                await EraseAsync(stoppingToken);
                if (options.Value.TimestampUrl is { } authority)
                {
                    await timestamps.RunAsync(authority, stoppingToken);
                }
            }
            catch (Exception failure) when (failure is DbException or HttpRequestException or CryptographicException
                or OperationCanceledException)
            {
                // The next round tries again; entries go on being written and signed meanwhile.
                LogFailed(failure);
            }
        }
    }

    internal Task<int> EraseAsync(CancellationToken cancellation) => ledger.ExecuteAsync(
        new("delete from security_ledger_sealed where expires_at < @now", ("now", clock.GetUtcNow())), cancellation);

    [LoggerMessage(1, LogLevel.Warning, "The ledger's head could not be timestamped, or sealed parts not erased")]
    private partial void LogFailed(Exception failure);
}
