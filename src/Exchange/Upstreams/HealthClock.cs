using System.Data.Common;
using System.Security.Cryptography;

namespace Phusa.Exchange.Upstreams;

/// <summary>
/// Asks upstreams every minute. Not through the job table: a look that waits behind a long load says nothing of the
/// minute it was meant for, and one that was missed is not made up for.
/// </summary>
internal sealed partial class HealthClock(CheckUpstream check, TimeProvider clock, ILogger<HealthClock> logger) : BackgroundService
{
    private const int AtOneTime = 8;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMinutes(1), clock);
        while (await NextAsync(timer, stoppingToken))
        {
            await RunAsync(stoppingToken);
        }
    }

    /// <summary>Asks all whose turn it is, a few at a time. What fails waits for the next minute and keeps no other from its turn.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        try
        {
            await Parallel.ForEachAsync(
                await check.DueAsync(cancellation),
                new ParallelOptions { MaxDegreeOfParallelism = AtOneTime, CancellationToken = cancellation }, AskAsync);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // The program ends; the next one asks.
        }
        catch (DbException failure)
        {
            LogStoreFailed(failure);
        }
    }

    private async ValueTask AskAsync(Guid service, CancellationToken cancellation)
    {
        try
        {
            await check.RunDueAsync(service, cancellation);
        }
        catch (Exception failure) when (failure is DbException or InvalidDataException or CryptographicException)
        {
            LogFailed(service, failure);
        }
    }

    private static async Task<bool> NextAsync(PeriodicTimer timer, CancellationToken stopping)
    {
        try
        {
            return await timer.WaitForNextTickAsync(stopping);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            return false;
        }
    }

    [LoggerMessage(1, LogLevel.Error, "The records cannot be read; upstreams are asked in the next minute")]
    private partial void LogStoreFailed(Exception failure);

    [LoggerMessage(2, LogLevel.Error, "The upstream of service {Service} cannot be asked")]
    private partial void LogFailed(Guid service, Exception failure);
}
