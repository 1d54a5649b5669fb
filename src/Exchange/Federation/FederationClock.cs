using System.Data.Common;
using System.Security.Cryptography;
using Phusa.Kernel.Jobs;

namespace Phusa.Exchange.Federation;

/// <summary>
/// Looks every few seconds whose turn it is. Catalogues are not asked for through the job table: a look that was missed is not
/// made up for, and one peer that is away must not keep others from their turn. Copies are loads, and wait among them.
/// </summary>
internal sealed partial class FederationClock(
    PeerCatalogues catalogues, FetchCatalogue fetch, CopyStore copies, TimeProvider time, ILogger<FederationClock> logger)
    : Clock(TimeSpan.FromSeconds(5), time, logger)
{
    private const int AtOneTime = 4;

    private readonly ILogger logger = logger;

    protected override async Task RoundAsync(CancellationToken cancellation)
    {
        await EachAsync(await catalogues.DueAsync(Time.GetUtcNow(), cancellation), fetch.RunDueAsync, cancellation);
        await EachAsync(
            await copies.DueAsync(Time.GetUtcNow(), cancellation),
            (id, token) => copies.EnqueueAsync(id, Time.GetUtcNow(), token), cancellation);
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

    [LoggerMessage(2, LogLevel.Error, "Peer or copy {Id} could not be looked at")]
    private partial void LogOneFailed(Guid id, Exception failure);
}
