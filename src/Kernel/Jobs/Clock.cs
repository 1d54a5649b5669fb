using System.Data.Common;
using System.Security.Cryptography;

namespace Phusa.Kernel.Jobs;

/// <summary>
/// Goes its round every so often on this node until the host stops. A round that fails for want of the records or of another
/// system is told of, and the next one tries again; what nobody foresaw ends the program.
/// </summary>
/// <param name="interval">From the start of the host to the first round, and from one to the next.</param>
/// <param name="atOnce">Whether a round is gone at the start as well.</param>
public abstract partial class Clock(TimeSpan interval, TimeProvider time, ILogger logger, bool atOnce = false) : BackgroundService
{
    protected TimeProvider Time => time;

    protected sealed override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(interval, time);
        using var stopped = stoppingToken.Register(timer.Dispose);
        for (var goes = atOnce; goes || await timer.WaitForNextTickAsync(CancellationToken.None); goes = false)
        {
            try
            {
                await RoundAsync(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception failure) when (failure is DbException or HttpRequestException or CryptographicException
                or OperationCanceledException)
            {
                LogFailed(failure);
            }
        }
    }

    protected abstract Task RoundAsync(CancellationToken cancellation);

    [LoggerMessage(1, LogLevel.Warning, "This round failed; the next one tries again")]
    private partial void LogFailed(Exception failure);
}
