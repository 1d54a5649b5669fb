using System.Data.Common;
using System.Security.Cryptography;
using Phusa.Kernel.Jobs;

namespace Phusa.Exchange.Upstreams;

/// <summary>
/// Asks upstreams every minute. Not through the job table: a look that waits behind a long load says nothing of the
/// minute it was meant for, and one that was missed is not made up for.
/// </summary>
internal sealed partial class HealthClock(CheckUpstream check, TimeProvider time, ILogger<HealthClock> logger)
    : Clock(TimeSpan.FromMinutes(1), time, logger)
{
    private const int AtOneTime = 8;

    private readonly ILogger<HealthClock> log = logger;

    /// <summary>Asks all whose turn it is, a few at a time. What fails waits for the next minute and keeps no other from its turn.</summary>
    public async Task RunAsync(CancellationToken cancellation) => await Parallel.ForEachAsync(
        await check.DueAsync(cancellation),
        new ParallelOptions { MaxDegreeOfParallelism = AtOneTime, CancellationToken = cancellation }, AskAsync);

    protected override Task RoundAsync(CancellationToken cancellation) => RunAsync(cancellation);

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

    [LoggerMessage(2, LogLevel.Error, "The upstream of service {Service} cannot be asked")]
    private partial void LogFailed(Guid service, Exception failure);
}
