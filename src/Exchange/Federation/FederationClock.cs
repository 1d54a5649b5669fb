using System.Data.Common;
using System.Security.Cryptography;

namespace Phusa.Exchange.Federation;

/// <summary>
/// Looks every few seconds whose turn it is. Catalogues are not asked for through the job table: a look that was missed is not
/// made up for, and one peer that is away must not keep others from their turn. Copies are loads, and wait among them.
/// </summary>
internal sealed partial class FederationClock(
    PeerCatalogues catalogues, FetchCatalogue fetch, CopyStore copies, TimeProvider clock, ILogger<FederationClock> logger) : BackgroundService
{
    private const int AtOneTime = 4;

    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, clock);
        using var stopped = stoppingToken.Register(timer.Dispose);
        while (await timer.WaitForNextTickAsync(CancellationToken.None))
        {
            await RunAsync(stoppingToken);
        }
    }

    private async Task RunAsync(CancellationToken cancellation)
    {
        try
        {
            await EachAsync(await catalogues.DueAsync(clock.GetUtcNow(), cancellation), fetch.RunDueAsync, cancellation);
            await EachAsync(
                await copies.DueAsync(clock.GetUtcNow(), cancellation),
                (id, token) => copies.EnqueueAsync(id, clock.GetUtcNow(), token), cancellation);
        }
        catch (Exception failure) when (failure is DbException or OperationCanceledException)
        {
            // What is due stays due.
            LogFailed(failure);
        }
    }

    private Task EachAsync(IReadOnlyList<Guid> due, Func<Guid, CancellationToken, Task> run, CancellationToken cancellation) =>
        Parallel.ForEachAsync(
            due, new ParallelOptions { MaxDegreeOfParallelism = AtOneTime, CancellationToken = cancellation }, async (id, token) =>
            {
                try
                {
                    await run(id, token);
                }
                catch (Exception failure) when (failure is DbException or CryptographicException or IOException)
                {
                    LogOneFailed(id, failure);
                }
            });

    [LoggerMessage(1, LogLevel.Warning, "Peers wait for the next round")]
    private partial void LogFailed(Exception failure);

    [LoggerMessage(2, LogLevel.Error, "Peer or copy {Id} could not be looked at")]
    private partial void LogOneFailed(Guid id, Exception failure);
}
